// @ts-check
import { useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { focused } from "../../parts/focus.js";
import { Form } from "../../parts/form.js";
import { Password } from "../../parts/password.js";
import { Trouble } from "../../parts/trouble.js";
import { leave } from "../../store/session.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";

/** Password, data, end. */
export function Account() {
  const open = useSignal("");
  const isDone = useSignal(false);
  const act = useAct();
  const { isBusy, refusal, run, forget } = act;
  const opener = useRef(/** @type {HTMLElement | null} */ (null));
  /** @param {string} name */
  const toggle = name => (/** @type {Clicked} */ event) => {
    forget();
    isDone.value = false;
    open.value = open.value === name ? "" : name;
    opener.current = event.currentTarget;
  };
  const cancel = html`<button type="button" class="btn quiet" onClick=${() => {
    forget();
    open.value = "";
    opener.current?.focus();
  }}>${say("Cancel")}</button>`;
  /** @param {Sent} event */
  const change = event => {
    const { current, new: fresh } = event.currentTarget.elements;
    run(() => ask("PUT", "/me/password", { current: current.value, new: fresh.value })).then(isGood => {
      if (!isGood) return;
      open.value = "";
      isDone.value = true;
    });
  };
  /** @param {Sent} event */
  const remove = event => {
    run(() => ask("DELETE", "/me", { password: event.currentTarget.elements.password.value })).then(isGood => { if (isGood) leave(); });
  };
  return html`<div class="card">
    <div class="setting"><div><b>${say("Password")}</b>
      <p>${isDone.value ? say("Changed. All other sessions have ended.") : say("Changing it ends all other sessions.")}</p></div>
      <button type="button" class="btn low" aria-expanded=${open.value === "password" ? "true" : "false"}
        onClick=${toggle("password")}>${say("Change")}</button></div>
    ${open.value === "password" && html`<${Form} act=${act} class="inline-form" onSend=${change}>
      <input type="text" class="visually-hidden" autocomplete="username" value=${me.value.uin} tabindex="-1" aria-hidden="true" readonly />
      <${Password} name="current" id="current" label=${say("Password until now")} autocomplete="current-password" required
        whenThere=${focused} />
      <${Password} name="new" id="fresh" label=${say("New password")} minlength="8"
        autocomplete="new-password" required hint=${say("At least 8 characters.")} />
      <${Trouble} refusal=${refusal.value} /><div class="actions"><button class="btn primary"
        disabled=${isBusy.value}>${say("Change")}</button>${cancel}</div><//>`}
    <div class="setting"><div><b>${say("My data")}</b><p>${say("Profile, friends and all messages as JSON.")}</p></div>
      <a class="btn low" href=${`/api/v1/me/export?account=${me.value.uin}`} download>${say("Export")}</a></div>
    <div class="setting"><div><b>${say("Delete this account")}</b><p>${
      say("Your messages, friends and card are deleted with it. The number is never given to anybody else.")}</p></div>
      <button type="button" class="btn low danger" aria-expanded=${open.value === "delete" ? "true" : "false"}
        onClick=${toggle("delete")}>${say("Delete")}</button></div>
    ${open.value === "delete" && html`<${Form} act=${act} class="inline-form" onSend=${remove}>
      <${Password} id="sure" label=${say("Password, to be sure")} autocomplete="current-password" required whenThere=${focused} />
      <${Trouble} refusal=${refusal.value} /><div class="actions"><button class="btn danger solid"
        disabled=${isBusy.value}>${say("Delete for good")}</button>${cancel}</div><//>`}
  </div>`;
}
