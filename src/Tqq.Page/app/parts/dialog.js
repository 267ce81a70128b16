// @ts-check
import { useEffect, useId, useRef } from "../../vendor/hooks.js";
import { html } from "../html.js";
import { say } from "../words.js";
import { useAct } from "./act.js";
import { Icon } from "./icon.js";
import { Trouble } from "./trouble.js";

/**
 * A dialog over the page. The focus stays in it and returns to where it was; Escape and a click beside it close it. What is marked
 * with `data-first` has the focus at first.
 * @param {{ title: string, onClose: () => void, look?: string, children: any }} props
 */
export function Dialog({ title, onClose, look = "", children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useId();
  useEffect(() => {
    const own = dialog.current;
    own?.showModal();
    /** @type {HTMLElement | null | undefined} */ (own?.querySelector("[data-first]"))?.focus();
    // Only a dialog that is closed gives the focus back; one that is taken away does not.
    return () => own?.close();
  }, []);
  return html`<dialog ref=${dialog} class=${`dialog ${look}`} aria-labelledby=${id} onClose=${onClose}
      onClick=${event => { if (event.target === dialog.current) dialog.current?.close(); }}>
    <div class="inside"><header><h2 id=${id}>${title}</h2><button type="button" class="icon-btn" aria-label=${say("Close")}
      title=${say("Close")}
      onClick=${() => dialog.current?.close()}><${Icon} name="close" /></button></header>${children}</div></dialog>`;
}

/**
 * Asks whether something is really to be done that cannot be taken back.
 * @param {{ title: string, text: string, act: string, onAct: () => Promise<unknown>, onClose: () => void, children?: any }} props
 */
export function Confirm({ title, text, act, onAct, onClose, children }) {
  const { isBusy, refusal, run } = useAct();
  const submit = async event => {
    event.preventDefault();
    const dialog = event.currentTarget.closest("dialog");
    if (await run(onAct)) dialog.close();
  };
  return html`<${Dialog} title=${title} onClose=${onClose}><form onSubmit=${submit}><p>${text}</p>${children}
    <${Trouble} refusal=${refusal.value} />
    <div class="actions"><button type="button" class="btn" data-first
      onClick=${event => event.currentTarget.closest("dialog").close()}>${say("Cancel")}</button>
      <button class="btn danger solid" disabled=${isBusy.value}>${act}</button></div></form><//>`;
}
