// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { focused } from "../../../app/parts/focus.js";
import { Field, Form } from "../../../app/parts/form.js";
import { limits } from "../../../app/parts/limits.js";
import { Secret } from "../../../app/parts/shown-once.js";
import { say } from "../../../app/words.js";
import { OfAccount } from "../../parts/who.js";
import { askAdmin, saveFile } from "../../session.js";
import { Ended } from "./ended.js";

/**
 * What is asked before an act, and what the act is called.
 * @type {Record<string, { words: string, act: string }>}
 */
const questions = {
  reset: { words: "The password until now opens nothing any more, and all sessions of the account end.", act: "Set a new password" },
  kick: { words: "Its session of HTTP QQ ends. It can sign in again at once.", act: "Kick out" },
  disable: { words: "It cannot sign in anywhere until it is enabled again.", act: "Disable" },
  delete: { words: "Export first what is to be kept. The account, its messages and its friendships go, and nobody gets the number.",
    act: "Delete the account" },
};

/**
 * What can be done to an account. What destroys something is asked about first.
 * @param {{ one: any, asked: import("../../../app/act.js").Act, onGone: () => void,
 *   act: (doing: () => Promise<any>, how?: { makes?: import("../../../app/act.js").Making }) => Promise<any> }} props
 */
export function Acts({ one, asked, act, onGone }) {
  const isBusy = asked.isBusy.value;
  const asking = useSignal("");
  const path = `/accounts/${one.uin}`;
  const enable = () => act(() => askAdmin("POST", `${path}/enable`));
  const ended = useSignal(/** @type {any} */ (null));
  /** @param {boolean} andDevices */
  const kick = andDevices => act(async () => {
    ended.value = await askAdmin("POST", `${path}/kick?devices=${andDevices}`);
  });
  const reset = () => act(() => showOnce(() => askAdmin("POST", `${path}/password`), ({ password }) => ({
    title: () => say("The new password is shown this once."),
    body: onTaken => html`<div class="once boxed" role="status"><${OfAccount} one=${one} />
      <${Secret} text=${password} label=${say("Copy")} onTaken=${onTaken} /></div>`,
  })), { makes: "once" });
  const exportAll = () => act(() => saveFile(`${path}/export`, `tqq-${one.uin}.zip`));
  /** @param {Sent} event */
  const sure = event => {
    const { reason: field, devices } = event.currentTarget.elements;
    const reason = field?.value.trim();
    const what = asking.value;
    asking.value = "";
    ended.value = null;
    if (what === "reset") reset();
    else if (what === "kick") kick(devices.checked);
    else if (what === "disable") act(() => askAdmin("POST", `${path}/disable`, reason ? { reason } : {}));
    // There is nothing to be read anew where the account is gone.
    else act(async () => {
      await askAdmin("DELETE", path);
      onGone();
    });
  };
  if (asking.value) return html`<${Form} act=${asked} class="sure" onSend=${sure}>
    <p>${say(questions[asking.value].words)}</p>
    ${asking.value === "kick" && html`<label class="check"><input type="checkbox" name="devices"
      defaultChecked />${say("Pages, programs and tokens, too")}</label>`}
    ${asking.value === "disable" && html`<${Field} name="reason" label=${say("Reason")} isBare ...${limits.reason}
      placeholder=${say("Reason, for the audit log")} whenThere=${focused} />`}
    <div class="actions"><button class="btn low danger solid"
      disabled=${isBusy}>${say(questions[asking.value].act)}</button>
      ${asking.value === "delete" && html`<button type="button" class="btn low" onClick=${exportAll}>${say("Export")}</button>`}
      <button type="button" class="btn low" onClick=${() => { asking.value = ""; }}>${say("Cancel")}</button></div><//>`;
  return html`${ended.value && html`<${Ended} ended=${ended.value} />`}
    <button type="button" class="btn low" disabled=${isBusy} onClick=${() => { asking.value = "reset"; }}>${
      say("Reset the password")}</button>
    <button type="button" class="btn low" disabled=${isBusy} onClick=${() => { asking.value = "kick"; }}>${say("Kick out")}</button>
    ${one.enabled ? html`<button type="button" class="btn low danger" disabled=${isBusy}
      onClick=${() => { asking.value = "disable"; }}>${say("Disable")}</button>`
      : html`<button type="button" class="btn low" disabled=${isBusy} onClick=${enable}>${say("Enable")}</button>`}
    <button type="button" class="btn low danger" disabled=${isBusy}
      onClick=${() => { asking.value = "delete"; }}>${say("Export and delete")}</button>`;
}
