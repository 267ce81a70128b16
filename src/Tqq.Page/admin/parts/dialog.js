// @ts-check
import { useEffect, useId, useRef } from "../../vendor/hooks.js";
import { html } from "../../app/html.js";
import { Icon } from "../../app/parts/icon.js";
import { say } from "../../app/words.js";

/**
 * A window over the page, which keeps the focus inside itself. Escape and a click beside it close it.
 * @param {{ title: any, look?: "drawer" | "", head?: any, onClose: () => void, children: any, foot?: any }} props
 */
export function Dialog({ title, look = "", head, onClose, children, foot }) {
  const box = useRef(/** @type {any} */ (null));
  const id = useId();
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    box.current.showModal();
    return () => { if (before?.isConnected) before.focus(); };
  }, []);
  return html`<dialog ref=${box} class=${look || "window"} aria-labelledby=${id} onCancel=${event => { event.preventDefault(); onClose(); }}
      onClick=${event => { if (event.target === box.current) onClose(); }}>
    <div class="bar">${head}<h2 id=${id} class="grow cut">${title}</h2>
      <button type="button" class="icon-btn" aria-label=${say("Close")} onClick=${onClose}><${Icon} name="close" /></button></div>
    <div class="scroll">${children}</div>
    ${foot && html`<div class="foot">${foot}</div>`}
  </dialog>`;
}
