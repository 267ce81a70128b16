// @ts-check
import { useId } from "../../vendor/hooks.js";
import { html } from "../../app/html.js";
import { Icon } from "../../app/parts/icon.js";
import { useModal } from "../../app/parts/modal.js";
import { say } from "../../app/words.js";

/**
 * What is known of one thing of a list, at the side of the page. Like a dialog it keeps the focus, and closes.
 * @param {{ title: any, head?: any, onClose: () => void, children: any, trouble?: any, foot?: any }} props
 *   `trouble` is what was refused: it is seen wherever the drawer is scrolled to
 */
export function Drawer({ title, head, onClose, children, trouble, foot }) {
  const { close, props } = useModal(onClose);
  const id = useId();
  return html`<dialog ...${props} class="drawer" aria-labelledby=${id}>
    <div class="bar">${head}<h2 id=${id} class="grow cut">${title}</h2>
      <button type="button" class="icon-btn" aria-label=${say("Close")} onClick=${close}><${Icon} name="close" />
        </button></div>
    ${trouble}
    <div class="scroll">${children}</div>
    ${foot && html`<div class="foot">${foot}</div>`}
  </dialog>`;
}
