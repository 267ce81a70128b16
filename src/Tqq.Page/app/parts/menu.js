// @ts-check
import { useId, useRef } from "../../vendor/hooks.js";
import { html } from "../html.js";

/**
 * A button that opens a menu beside itself. Arrow keys move in it, Escape and a click elsewhere close it.
 * @param {{ look: string, label: string, isNamed?: boolean, isStart?: boolean, face: any, columns?: number, children: any }} props
 *   `isNamed` where the face has no words; `isStart` where the menu begins with the button instead of ending with it
 */
export function Menu({ look, label, isNamed = false, isStart = false, face, columns = 1, children }) {
  const id = useId();
  const menu = useRef(/** @type {any} */ (null));
  const button = useRef(/** @type {any} */ (null));
  const items = () => [...menu.current.querySelectorAll("button")];

  const place = event => {
    if (event.newState !== "open") return;
    const { left, right, top, bottom } = button.current.getBoundingClientRect();
    const { style, offsetHeight: height } = menu.current;
    if (isStart) style.left = `${left}px`;
    else style.right = `${Math.max(8, innerWidth - right)}px`;
    style.top = `${bottom + height + 12 < innerHeight ? bottom + 4 : Math.max(8, top - height - 8)}px`;
    (menu.current.querySelector("[aria-checked=true]") ?? items()[0])?.focus();
  };
  const move = event => {
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: columns > 1 ? 1 : 0, ArrowLeft: columns > 1 ? -1 : 0 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  };
  return html`
    <button ref=${button} type="button" class=${look} popovertarget=${id} aria-haspopup="menu" aria-label=${isNamed ? label : undefined}
      title=${isNamed ? label : undefined}>${face}</button>
    <div ref=${menu} id=${id} popover="auto" class="menu" role="menu" aria-label=${label} onToggle=${place} onKeyDown=${move}
      onClick=${event => event.target.closest("button") && menu.current.hidePopover()}>${children}</div>`;
}
