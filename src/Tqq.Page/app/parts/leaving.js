// @ts-check
import { useEffect, useRef } from "../../vendor/hooks.js";
import { html } from "../html.js";
import { atStake, leave } from "../store/session.js";
import { forgetUnsent, unsent } from "../store/unsent.js";
import { say } from "../words.js";
import { useQuestion } from "./dialog.js";
import { Icon } from "./icon.js";

const stay = () => { atStake.value = 0; };

/** Asks before texts are lost by signing out. */
export function Leave() {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const count = atStake.value;
  useEffect(() => { if (count) dialog.current?.showModal(); }, [count]);
  return count > 0 && html`<dialog ref=${dialog} class="ask" aria-labelledby="leaving" onClose=${stay}>
    <h2 id="leaving">${count > 1 ? say("{n} texts were not sent.", { n: count }) : say("One text was not sent.")}</h2>
    <p>${say("Signing out deletes what waits here and what was begun.")}</p>
    <div class="actions"><button type="button" class="btn" autofocus onClick=${() => dialog.current?.close()}>${say("Cancel")}</button>
      <button type="button" class="btn danger solid" onClick=${leave}>${say("Sign out")}</button></div></dialog>`;
}

/** At the door: what was written on this device and not sent, by accounts that are not signed in any more. */
export function Unsent() {
  const { ask, dialog } = useQuestion();
  /** @param {number} uin */
  const forget = uin => ask({ title: say("Delete what {uin} has not sent?", { uin }), act: say("Delete"),
    text: say("It is on this device alone, and nobody can bring it back."), onAct: () => forgetUnsent(uin) });
  return html`${unsent.value.map(({ uin, count }) => html`<div class="left-here" role="status" key=${uin}><${Icon} name="clock" small />
    <p>${count > 1 ? say("{n} texts of {uin} were not sent. They wait here until {uin} signs in again.", { n: count, uin })
      : say("One text of {uin} was not sent. It waits here until {uin} signs in again.", { uin })}</p>
    <button type="button" class="btn low" onClick=${() => forget(uin)}>${say("Delete")}</button></div>`)}${dialog}`;
}
