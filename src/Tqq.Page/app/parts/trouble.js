// @ts-check
import { html } from "../html.js";
import { language } from "../looks.js";
import { say } from "../words.js";
import { Icon } from "./icon.js";

/** @type {Record<string, string>} */
const sentences = {
  "wrong-password": "Number or password is wrong. After five tries answers come slower.",
  "account-disabled": "An administrator has disabled this account.",
  "wrong-code": "That code is wrong or was used before.",
  "not-the-password": "That is not the password.",
  "needs-https": "Passwords come by https only. Ask who runs this server for its address.",
  "no-cookie": "This browser keeps no cookies for this page. Allow them, then sign in.",
  "of-administrator": "This is an administrator's account. It can be deleted only after the role was taken away.",
  "too-fast": "Too many tries. Wait a little.",
  "too-many": "There are as many as there may be. Remove one first.",
  "network": "The server does not answer.",
  "unanswered": "The server has not answered. It may have happened: look before trying again.",
  "unanswered-keyed": "The server has not answered. It may have happened: trying again does nothing twice.",
  "registration-closed": "Accounts are made by the administrator here.",
  "no-invitation": "There is no such invitation, or it is used up or over.",
  "missing": "There is no such number.",
  "mailbox-full": "The mailbox is full.",
  "too-long": "The text is too long.",
  "busy": "The server's disk takes nothing now. Try again later.",
  "disk-full": "The server's disk is full.",
  "uncertain": "It may have happened. Look before trying again.",
  "key-reused": "It was sent with other words before. Try again.",
  "view-missing": "This view has not come. Load the page anew if that stays so.",
  "not-signed-in": "You are signed out. Sign in again.",
  "other-account": "Another account is signed in here now.",
  "code-needed": "A code of the second factor is asked for, too.",
  "not-allowed": "This is not allowed here.",
  "foreign-page": "The browser says that this came from another page. Load the page anew.",
  "number-taken": "This number is taken.",
  "no-such-method": "Page and server are of different versions. Load the page anew.",
  "not-json": "Page and server are of different versions. Load the page anew.",
  "not-text": "Page and server are of different versions. Load the page anew.",
  "too-large": "This is too large.",
  "too-many-streams": "Too many pages are open. Close some.",
  "gone": "This is not kept any more.",
  "fault": "The server has failed. Try again later.",
  "old": "It waited for too long. Look whether it arrived.",
};

/** What the server says more of to programs, in English. @type {Record<string, string>} */
const vague = {
  "bad-input": "Something in it is not as it must be.",
  "refused": "It cannot be done now.",
};

/** Adds the sentences of other pages, or puts them in place of those that are here. @param {Record<string, string>} more by refusal */
export function addSentences(more) {
  Object.assign(sentences, more);
}

/**
 * What the server says to programs, which is in English; or else less, in the language of the page.
 * @param {string | undefined} detail @param {string} less @param {Record<string, string>} [values]
 */
export const detailOr = (detail, less, values) => language.value === "en" && detail ? detail : say(less, values);

/**
 * What a refusal means, as a sentence.
 * @param {string} name @param {string} [detail] what the server says to programs @param {string} [words] what is said of a field
 */
export const troubleOf = (name, detail, words) => sentences[name] ? say(sentences[name])
  : words ?? detailOr(detail, vague[name] ?? "The server could not do it.");

/**
 * What was refused. With an `act` it says what has not happened and can be tried again; without one it stands in a form, whose button does.
 * What a refusal says of a field stands there (`Form`).
 * @param {{ refusal?: { name: string, message: string } | null, act?: import("../act.js").Act, again?: () => unknown, canClose?: boolean,
 *   look?: string }} props `again` does it once more where there is no `act`; `canClose` where nothing else takes it away
 */
export function Trouble({ refusal: own = null, act, again = act?.again, canClose = false, look = "" }) {
  const refusal = act ? act.refusal.value : own;
  if (!refusal) return null;
  const words = [act?.what.value && say(act.what.value), troubleOf(refusal.name, refusal.message),
    act?.isComing.value && say("It is tried again by itself.")].filter(Boolean).join(language.value === "zh" ? "" : " ");
  return html`<p class=${`error ${look}`} role="alert"><${Icon} name="warning" small /><span>${words}</span>
    ${again && refusal.name !== "unanswered" && html`<button type="button" class="btn low"
      onClick=${again}>${say("Try again")}</button>`}
    ${act && canClose && html`<button type="button" class="icon-btn" aria-label=${say("Close")} title=${say("Close")} onClick=${act.forget}>
      <${Icon} name="close" small /></button>`}</p>`;
}
