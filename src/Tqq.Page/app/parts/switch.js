// @ts-check
import { html } from "../html.js";
import { say } from "../words.js";

/**
 * A setting that is on or off.
 * @param {{ words: string, hint?: string, isOn: boolean, isOff?: boolean, onSet: (isOn: boolean) => void }} props
 *   `isOff` where it cannot be set now
 */
export function Switch({ words, hint = "", isOn, isOff = false, onSet }) {
  const id = `switch-${words.replaceAll(" ", "-")}`;
  return html`<div class="setting keep"><div><label for=${id}>${say(words)}</label>${hint && html`<p>${say(hint)}</p>`}</div>
    <input type="checkbox" role="switch" class="switch" id=${id} checked=${isOn} disabled=${isOff}
      onChange=${(/** @type {Written} */ event) => {
        // What is shown follows what came of it, which may be that nothing has changed.
        event.currentTarget.checked = isOn;
        onSet(!isOn);
      }} /></div>`;
}
