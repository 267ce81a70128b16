// @ts-check
import { useId } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../html.js";
import { say } from "../words.js";
import { useAct } from "./act.js";
import { Form } from "./form.js";
import { Icon } from "./icon.js";
import { useModal } from "./modal.js";
import { Trouble } from "./trouble.js";

/**
 * A dialog over the page. Escape, a click beside it and the cross close it; where `isKept`, only a button among its children does.
 * @param {{ title: string, onClose: () => void, isKept?: boolean, look?: string, children: any }} props
 */
export function Dialog({ title, onClose, isKept = false, look = "", children }) {
  const { close, props } = useModal(onClose, isKept);
  const id = useId();
  return html`<dialog ...${props} class=${`dialog ${look}`} aria-labelledby=${id}>
    <div class="inside"><header><h2 id=${id}>${title}</h2><button type="button" class="icon-btn" aria-label=${say("Close")}
      title=${say("Close")} disabled=${isKept} onClick=${close}><${Icon} name="close" /></button></header>${children}</div></dialog>`;
}

/**
 * What is asked before something that cannot be taken back; `act` is what the button says that does it.
 * @typedef {{ title: string, text: string, act: string, onAct: () => Promise<unknown>, children?: any }} Question
 */

/**
 * The question of a view before something that cannot be taken back: `ask` opens it, and the view draws `dialog`, outside of rows, which
 * may go away meanwhile.
 */
export function useQuestion() {
  const asked = useSignal(/** @type {Question | null} */ (null));
  const question = asked.value;
  // That a dialog was closed is heard of late: another question may be asked by then, in a dialog of its own.
  const onClose = () => { if (asked.value === question) asked.value = null; };
  return {
    /** @param {Question} next */
    ask: next => { asked.value = next; },
    dialog: question && html`<${Confirm} key=${question} ...${question} onClose=${onClose} />`,
  };
}

/**
 * Asks whether something is really to be done that cannot be taken back.
 * @param {Question & { onClose: () => void }} props
 */
export function Confirm({ title, text, act, onAct, onClose, children }) {
  const asked = useAct();
  const { isBusy, refusal, run } = asked;
  /** @param {Sent} event */
  const submit = async event => {
    const dialog = event.currentTarget.closest("dialog");
    if (await run(onAct)) dialog?.close();
  };
  return html`<${Dialog} title=${title} onClose=${onClose}><${Form} act=${asked} onSend=${submit}><p>${text}</p>${children}
    <${Trouble} refusal=${refusal.value} />
    <div class="actions"><button type="button" class="btn" data-first
      onClick=${(/** @type {Clicked} */ event) => event.currentTarget.closest("dialog")?.close()}>${say("Cancel")}</button>
      <button class="btn danger solid" disabled=${isBusy.value}>${act}</button></div><//><//>`;
}
