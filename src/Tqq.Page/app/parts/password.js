// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../html.js";
import { say } from "../words.js";
import { Field } from "./form.js";
import { Icon } from "./icon.js";
import { limits } from "./limits.js";

/**
 * The field of a password, which can be shown.
 * @param {{ autocomplete: string, name?: string, id?: string, label?: string, hint?: any }} props all others are those of `Field`
 */
export function Password({ name = "password", id = "password", label = say("Password"), ...others }) {
  const isShown = useSignal(false);
  return html`<${Field} name=${name} id=${id} label=${label} type=${isShown.value ? "text" : "password"} ...${limits.password} ...${others}
    around=${(/** @type {any} */ control) => html`<div class="with-btn">${control}
      <button type="button" class="icon-btn" aria-label=${say("Show the password")} aria-pressed=${isShown.value ? "true" : "false"}
        onClick=${() => { isShown.value = !isShown.value; }}><${Icon} name="eye" /></button></div>`} />`;
}
