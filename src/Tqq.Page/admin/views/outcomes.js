// @ts-check
import { say } from "../../app/words.js";

/** Why something was refused, by what stands behind "refused" in the audit log: a status, or words of the server. @type {Words} */
const reasons = {
  "400": "wrong input",
  "401": "not signed in",
  "403": "not allowed, or the password was to be given again",
  "404": "not there",
  "409": "not possible then",
  "413": "too large",
  "429": "too often",
  "503": "the store did not take it",
  "a code is needed": "a code is needed",
  "no such link": "no such link",
  "not looked at": "not looked at",
  "the account is disabled": "the account is disabled",
  "too many wrong codes": "too many wrong codes",
  "wrong code": "wrong code",
  "wrong password": "wrong password",
};

/**
 * Why the server has refused an act, in words; what a later server says is said as it is.
 * @param {string} outcome as the audit log has it
 */
export function refusalWords(outcome) {
  const reason = outcome.replace(/^refused:? */, "");
  return Object.hasOwn(reasons, reason) ? say(reasons[reason]) : reason;
}
