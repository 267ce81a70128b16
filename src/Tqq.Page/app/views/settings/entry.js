// @ts-check
import { html } from "../../html.js";
import { Icon } from "../../parts/icon.js";

/**
 * Something that can be taken back.
 * @param {{ icon: string, name: string, chip?: any, facts: any[], act?: string, onAct?: () => void }} props
 */
export function Entry({ icon, name, chip, facts, act, onAct }) {
  return html`<div class="entry"><${Icon} name=${icon} more="lead" /><div class="what"><b><bdi>${name}</bdi>${chip}</b>
    <div class="sub">${facts}</div></div>
    ${onAct && html`<button type="button" class="btn low" onClick=${onAct}>${act}</button>`}</div>`;
}
