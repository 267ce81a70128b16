// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../html.js";
import { Field } from "../../parts/form.js";
import { Icon } from "../../parts/icon.js";
import { say } from "../../words.js";

/**
 * The field of a password, which can be shown.
 * @param {{ autocomplete: string, hint?: string, shortest?: number }} props
 */
export function Password({ autocomplete, hint, shortest }) {
  const isShown = useSignal(false);
  return html`<${Field} name="password" id="password" label=${say("Password")} hint=${hint} type=${isShown.value ? "text" : "password"}
    autocomplete=${autocomplete} minlength=${shortest} maxlength="128" required around=${(/** @type {any} */ control) => html`
      <div class="with-btn">${control}
        <button type="button" class="icon-btn" aria-label=${say("Show the password")} aria-pressed=${isShown.value ? "true" : "false"}
          onClick=${() => { isShown.value = !isShown.value; }}><${Icon} name="eye" /></button></div>`} />`;
}
