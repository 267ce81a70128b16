// @ts-check
import { useEffect, useId, useRef } from "../../vendor/hooks.js";
import { html } from "../../app/html.js";
import { Icon } from "../../app/parts/icon.js";
import { say } from "../../app/words.js";

/**
 * What is known of one thing of a list, at the side of the page. Like a dialog it keeps the focus; Escape and a click beside it close it.
 * @param {{ title: any, head?: any, onClose: () => void, children: any, foot?: any }} props
 */
export function Drawer({ title, head, onClose, children, foot }) {
  const box = useRef(/** @type {any} */ (null));
  const id = useId();
  useEffect(() => {
    const own = box.current;
    own.showModal();
    // Only a dialog that is closed gives the focus back.
    return () => own.close();
  }, []);
  return html`<dialog ref=${box} class="drawer" aria-labelledby=${id} onClose=${onClose}
      onClick=${event => { if (event.target === box.current) box.current.close(); }}>
    <div class="bar">${head}<h2 id=${id} class="grow cut">${title}</h2>
      <button type="button" class="icon-btn" aria-label=${say("Close")} onClick=${() => box.current.close()}><${Icon} name="close" />
        </button></div>
    <div class="scroll">${children}</div>
    ${foot && html`<div class="foot">${foot}</div>`}
  </dialog>`;
}
