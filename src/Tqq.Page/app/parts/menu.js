// @ts-check
import { useEffect, useId, useRef } from "../../vendor/hooks.js";
import { html } from "../html.js";

/** @typedef {{ x: number, y: number }} Spot a place in the window, in pixels */

/** No menu is nearer to the edge of the window, in pixels. */
const margin = 8;

/**
 * A button that opens a menu beside itself. Arrow keys move in it, Escape and a click elsewhere close it.
 * @param {{ look: string, label: string, isNamed?: boolean, isStart?: boolean, face: any, columns?: number, spot?: Spot | null,
 *   onOpen?: (isOpen: boolean) => void, children: any }} props `isNamed` where the face has no words; `isStart` where the menu
 *   begins with the button instead of ending with it; `spot` has the menu open there, as a context menu does
 */
export function Menu({ look, label, isNamed = false, isStart = false, face, columns = 1, spot = null, onOpen, children }) {
  const id = useId();
  const menu = useRef(/** @type {any} */ (null));
  const button = useRef(/** @type {any} */ (null));
  const items = () => [...menu.current.querySelectorAll("button")];
  useEffect(() => { if (spot && !menu.current.matches(":popover-open")) menu.current.showPopover(); }, [spot]);

  /** @param {ToggleEvent} event */
  const place = event => {
    onOpen?.(event.newState === "open");
    if (event.newState !== "open") return;
    const { left, right, top, bottom } = button.current.getBoundingClientRect();
    const { style, offsetHeight: height, offsetWidth: width } = menu.current;
    const start = spot ? spot.x : isStart ? left : right - width;
    style.left = `${Math.max(margin, Math.min(start, innerWidth - width - margin))}px`;
    const [above, below] = spot ? [spot.y, spot.y] : [top - 4, bottom + 4];
    style.top = `${below + height + margin < innerHeight ? below : Math.max(margin, above - height - 4)}px`;
    (menu.current.querySelector("[aria-checked=true]") ?? items()[0])?.focus();
  };
  /** @param {Typed} event */
  const move = event => {
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: columns > 1 ? 1 : 0, ArrowLeft: columns > 1 ? -1 : 0 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  };
  // It closes before what is chosen is done: a dialog that is opened by that gives the focus back to where it is then.
  /** @param {Clicked} event */
  const choose = event => event.target.closest("button") && menu.current?.hidePopover();
  return html`
    <button ref=${button} type="button" class=${look} popovertarget=${id} aria-haspopup="menu" aria-label=${isNamed ? label : undefined}
      title=${isNamed ? label : undefined}>${face}</button>
    <div ref=${menu} id=${id} popover="auto" class="menu" role="menu" aria-label=${label} onToggle=${place} onKeyDown=${move}
      onClickCapture=${choose}>${children}</div>`;
}
