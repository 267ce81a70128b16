// @ts-check
import { html } from "../../html.js";
import { Icon } from "../../parts/icon.js";
import { say } from "../../words.js";

/** Who may see a field, beside the owner. @type {[string, string, import("../../parts/icon.js").Name][]} */
const audiences = [["everyone", "Everyone", "globe"], ["friends", "Friends", "friends"], ["nobody", "Only me", "lock"]];

/**
 * Who sees a field of one's own card.
 * @param {{ field: string, value: string, onChoose: (value: string) => void }} props `field` in words
 */
export function Audience({ field, value, onChoose }) {
  const [, , icon] = audiences.find(([name]) => name === value) ?? audiences[2];
  return html`<span class="who"><${Icon} name=${icon} small /><select class="input"
    aria-label=${say("{field}: who sees it", { field: say(field) })} value=${value}
    onChange=${(/** @type {Written} */ event) => onChoose(event.currentTarget.value)}>${audiences.map(([name, words]) => html`
      <option key=${name} value=${name}>${say(words)}</option>`)}</select></span>`;
}
