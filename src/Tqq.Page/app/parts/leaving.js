// @ts-check
import { useEffect, useRef } from "../../vendor/hooks.js";
import { html } from "../html.js";
import { language } from "../looks.js";
import { atStake, leave } from "../store/session.js";
import { forgetUnsent, unsent } from "../store/unsent.js";
import { say } from "../words.js";
import { useQuestion } from "./dialog.js";
import { Icon } from "./icon.js";

const stay = () => { atStake.value = null; };

/** Asks before texts are lost by signing out. */
export function Leave() {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const lost = atStake.value;
  useEffect(() => { if (lost) dialog.current?.showModal(); }, [lost]);
  return lost && html`<dialog ref=${dialog} class="ask" aria-labelledby="leaving" onClose=${stay}>
    <h2 id="leaving">${say("Sign out and delete what was not sent?")}</h2>
    <p>${lossOf(lost)}</p>
    <div class="actions"><button type="button" class="btn" autofocus onClick=${() => dialog.current?.close()}>${say("Cancel")}</button>
      <button type="button" class="btn danger solid" onClick=${leave}>${say("Sign out")}</button></div></dialog>`;
}

/** At the door: what was written on this device and not sent, by accounts that are not signed in any more. */
export function Unsent() {
  const { ask, dialog } = useQuestion();
  /** @param {number} uin */
  const forget = uin => ask({ title: say("Delete what {uin} has not sent?", { uin }), act: say("Delete"),
    text: say("It is on this device alone, and nobody can bring it back."), onAct: () => forgetUnsent(uin) });
  return html`${unsent.value.map(one => html`<div class="left-here" role="status" key=${one.uin}><${Icon} name="clock" small />
    <p>${keptOf(one)}</p>
    <button type="button" class="btn low" onClick=${() => forget(one.uin)}>${say("Delete")}</button></div>`)}${dialog}`;
}

/** Of each kind of text, what is said of one and of several. @typedef {{ queued: Both, failed: Both, drafts: Both }} Sayings */
/** @typedef {[string, string]} Both */

/** @type {Sayings} */
const losses = {
  queued: ["One text has not gone out yet.", "{n} texts have not gone out yet."],
  failed: ["One text could not be sent.", "{n} texts could not be sent."],
  drafts: ["One draft is kept here.", "{n} drafts are kept here."],
};

/** @type {Sayings} */
const keeps = {
  queued: ["One text of {uin} was not sent. It waits here until {uin} signs in again.",
    "{n} texts of {uin} were not sent. They wait here until {uin} signs in again."],
  failed: ["One text of {uin} could not be sent. It is kept here until {uin} signs in again.",
    "{n} texts of {uin} could not be sent. They are kept here until {uin} signs in again."],
  drafts: ["One draft of {uin} is kept here until {uin} signs in again.", "{n} drafts of {uin} are kept here until {uin} signs in again."],
};

/** What would be lost, in words. @param {import("../store/unsent.js").Unsent} counts */
export const lossOf = counts => sayOf(losses, counts, 0);

/** What is kept for an account, in words. @param {import("../store/unsent.js").Unsent & { uin: number }} counts */
export const keptOf = ({ uin, ...counts }) => sayOf(keeps, counts, uin);

/** @param {Sayings} sayings @param {import("../store/unsent.js").Unsent} counts @param {number} uin */
const sayOf = (sayings, counts, uin) => (/** @type {const} */ (["queued", "failed", "drafts"])).filter(kind => counts[kind])
  .map(kind => say(sayings[kind][counts[kind] > 1 ? 1 : 0], { n: counts[kind], uin })).join(language.value === "zh" ? "" : " ");
