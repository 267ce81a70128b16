// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../html.js";
import { Icon } from "../../parts/icon.js";
import { Trouble } from "../../parts/trouble.js";
import { say } from "../../words.js";

/**
 * The field of a password, which can be shown, and under it what was wrong.
 * @param {{ autocomplete: string, refusal: any, hint?: string, shortest?: number }} props
 */
export function Password({ autocomplete, refusal, hint, shortest = 1 }) {
  const isShown = useSignal(false);
  const isOfThis = refusal && (refusal.facts?.field ?? "password") === "password";
  return html`<div class="field"><label for="password">${say("Password")}</label>
    <div class="with-btn">
      <input class="input" id="password" name="password" type=${isShown.value ? "text" : "password"} autocomplete=${autocomplete}
        minlength=${shortest}
        maxlength="128" required aria-invalid=${isOfThis ? "true" : undefined} />
      <button type="button" class="icon-btn" aria-label=${say("Show the password")} aria-pressed=${isShown.value ? "true" : "false"}
        onClick=${() => { isShown.value = !isShown.value; }}><${Icon} name="eye" /></button>
    </div>
    ${hint && html`<p class="hint">${hint}</p>`}
    <${Trouble} refusal=${refusal} /></div>`;
}
