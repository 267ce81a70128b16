// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../html.js";
import { Confirm } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";

/**
 * Something that can be taken back.
 * @param {{ icon: string, name: string, chip?: any, facts: any[], act?: string, onAct?: () => Promise<unknown>,
 *   question?: { title: string, text: string } }} props `question` is asked before, where the act cannot be undone
 */
export function Entry({ icon, name, chip, facts, act, onAct, question }) {
  const isAsking = useSignal(false);
  const press = () => {
    if (question) isAsking.value = true;
    else onAct?.();
  };
  return html`<div class="entry"><${Icon} name=${icon} more="lead" /><div class="what"><b><bdi>${name}</bdi>${chip}</b>
    <div class="sub">${facts}</div></div>
    ${onAct && html`<button type="button" class="btn low" onClick=${press}>${act}</button>`}
    ${isAsking.value && question && onAct && html`<${Confirm} title=${question.title} text=${question.text} act=${act} onAct=${onAct}
      onClose=${() => { isAsking.value = false; }} />`}</div>`;
}
