// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { focused } from "../../../app/parts/focus.js";
import { Secret } from "../../../app/parts/shown-once.js";
import { say } from "../../../app/words.js";
import { OfAccount } from "../../parts/who.js";
import { askAdmin, saveFile } from "../../session.js";

/**
 * What can be done to an account. What destroys something is asked about first.
 * @param {{ one: any, isBusy: boolean, onGone: () => void,
 *   act: (doing: () => Promise<any>, how?: { makes?: import("../../../app/act.js").Making }) => Promise<any> }} props
 */
export function Acts({ one, isBusy, act, onGone }) {
  const asking = useSignal("");
  const path = `/accounts/${one.uin}`;
  const enable = () => act(() => askAdmin("POST", `${path}/enable`));
  const kick = () => act(() => askAdmin("POST", `${path}/kick?devices=true`));
  const reset = () => act(() => showOnce(() => askAdmin("POST", `${path}/password`), ({ password }) => ({
    title: () => say("The new password is shown this once."),
    body: onTaken => html`<div class="once boxed" role="status"><${OfAccount} one=${one} />
      <${Secret} text=${password} label=${say("Copy")} onTaken=${onTaken} /></div>`,
  })), { makes: "once" });
  const exportAll = () => act(() => saveFile(`${path}/export`, `tqq-${one.uin}.zip`));
  /** @param {Sent} event */
  const sure = event => {
    event.preventDefault();
    const reason = event.currentTarget.elements.reason?.value.trim();
    const what = asking.value;
    asking.value = "";
    if (what === "disable") act(() => askAdmin("POST", `${path}/disable`, reason ? { reason } : {}));
    // There is nothing to be read anew where the account is gone.
    else act(async () => {
      await askAdmin("DELETE", path);
      onGone();
    });
  };
  if (asking.value) return html`<form class="sure" onSubmit=${sure}>
    <p>${asking.value === "delete"
      ? say("Export first what is to be kept. The account, its messages and its friendships go, and nobody gets the number.")
      : say("It can log in no more, by no door, until it is enabled again.")}</p>
    ${asking.value === "disable" && html`<input class="input" name="reason" maxlength="200" aria-label=${say("Reason")}
      placeholder=${say("Reason, for the audit log")} ref=${focused} />`}
    <div class="actions"><button class="btn low danger solid"
      disabled=${isBusy}>${say(asking.value === "delete" ? "Delete the account" : "Disable")}</button>
      ${asking.value === "delete" && html`<button type="button" class="btn low" onClick=${exportAll}>${say("Export")}</button>`}
      <button type="button" class="btn low" onClick=${() => { asking.value = ""; }}>${say("Cancel")}</button></div></form>`;
  return html`
    <button type="button" class="btn low" disabled=${isBusy} onClick=${reset}>${say("Reset the password")}</button>
    <button type="button" class="btn low" disabled=${isBusy} onClick=${kick}>${say("Kick out everywhere")}</button>
    ${one.enabled ? html`<button type="button" class="btn low danger" disabled=${isBusy}
      onClick=${() => { asking.value = "disable"; }}>${say("Disable")}</button>`
      : html`<button type="button" class="btn low" disabled=${isBusy} onClick=${enable}>${say("Enable")}</button>`}
    <button type="button" class="btn low danger" disabled=${isBusy}
      onClick=${() => { asking.value = "delete"; }}>${say("Export and delete")}</button>`;
}
