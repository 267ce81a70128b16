// @ts-check
import { valueWords } from "../parts/values.js";
import { say } from "../../app/words.js";
import { keyWords } from "./audit-detail.js";

/** What the number of a line is that is not the number of an account, by the beginning of its act. @type {Words} */
const kinds = {
  "announcement.": "announcement {n}",
  "invitation.": "invitation {n}",
};

/** What stands behind the account, by act. @type {Record<string, (id: string) => string>} */
const parts = {
  "app-password.remove": id => say("app password {id}", { id }),
  "session.end": id => id === "wire" ? valueWords("door", id) : say("session {n}", { n: id }),
};

/**
 * On whom or what an act was: an account is its number, and all else says what it is.
 * @param {{ act: string, target?: string }} entry
 */
export function targetWords({ act, target }) {
  if (!target) return "–";
  const kind = Object.keys(kinds).find(one => act.startsWith(one));
  if (kind && /^\d+$/.test(target)) return say(kinds[kind], { n: target });
  const [owner, id] = target.split("/");
  if (id && Object.hasOwn(parts, act)) return `${owner} ${parts[act](id)}`;
  return act === "account.import-cancel" ? keyWords(target) : target;
}
