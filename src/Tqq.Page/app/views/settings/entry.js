// @ts-check
import { html } from "../../html.js";
import { useQuestion } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";

/**
 * Something that can be ended or taken away, for good.
 * @param {{ icon: string, name: string, chip?: any, facts: any[], question?: import("../../parts/dialog.js").Question }} props
 *   `question` is asked before; undefined where it cannot be ended here
 */
export function Entry({ icon, name, chip, facts, question }) {
  const { ask, dialog } = useQuestion();
  return html`<div class="entry"><${Icon} name=${icon} more="lead" /><div class="what"><b><bdi>${name}</bdi>${chip}</b>
    <div class="sub">${facts}</div></div>
    ${question && html`<button type="button" class="btn low" onClick=${() => ask(question)}>${question.act}</button>`}${dialog}</div>`;
}
