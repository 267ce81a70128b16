// @ts-check
import { useLayoutEffect, useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";

/** @typedef {ReturnType<typeof useMenus>} Menus */

/** @param {HTMLElement} target */
const keyOf = target => /** @type {HTMLElement | null} */ (target.closest("[data-key]"))?.dataset.key ?? "";

/**
 * The menus of messages. Two of them are in the document, that of the message at which a mouse or a finger points and that which keys
 * reach: with more, a long log would be slow, and a long way for the Tab key.
 * @param {string[]} keys the messages, in order
 * @param {{ rowOf: (key: string) => HTMLElement | null, toRow: (key: string, top: number) => void }} rows
 */
export function useMenus(keys, rows) {
  const pointed = useSignal("");
  const stop = useSignal("");
  // The message whose context menu is opened, and where.
  const opened = useSignal(/** @type {{ key: string, x: number, y: number } | null} */ (null));
  // The message that is to be deleted, if that is confirmed.
  const doomed = useSignal(/** @type {import("../../store/logs.js").Message | null} */ (null));
  const isOpen = useRef(false);
  const selected = useRef("");
  const goal = useRef("");
  /** @param {string} key */
  const buttonOf = key => /** @type {HTMLElement | null} */ (rows.rowOf(key)?.querySelector(".of-message") ?? null);

  useLayoutEffect(() => {
    const button = goal.current && buttonOf(goal.current);
    if (!button) return;
    goal.current = "";
    button.focus({ preventScroll: true });
    button.closest(".item")?.scrollIntoView({ block: "nearest" });
  });

  /** @param {KeyboardEvent} event */
  const press = event => {
    const target = /** @type {HTMLElement} */ (event.target);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !target.matches(".of-message")) return;
    event.preventDefault();
    const next = keys[keys.indexOf(keyOf(target)) + step];
    if (!next) return;
    goal.current = stop.value = next;
    if (!rows.rowOf(next)) rows.toRow(next, 120);
  };
  /** @param {PointerEvent} event */
  const open = event => {
    const target = /** @type {HTMLElement} */ (event.target);
    const key = keyOf(target);
    // For addresses, for what is selected, and for a finger that rests, the browser has a menu of its own.
    if (!key || target.closest("a, .menu") || event.pointerType === "touch" || selected.current) return;
    event.preventDefault();
    const { left, bottom } = target.getBoundingClientRect();
    const spot = { key, x: event.clientX || left, y: event.clientY || bottom };
    const show = () => { [pointed.value, opened.value] = [key, spot]; };
    // Where the button of the mouse is still down, letting it go would close the menu.
    if (event.buttons) addEventListener("pointerup", () => setTimeout(show), { once: true });
    else show();
  };

  return {
    pointed, doomed, opened,
    /** The message to whose menu keys go. */
    stop: keys.includes(stop.value) ? stop.value : keys[keys.length - 1],
    /** @param {boolean} isSo */
    noteOpen: isSo => {
      isOpen.current = isSo;
      if (!isSo) opened.value = null;
    },
    /** For the element of all messages. */
    on: {
      onKeyDown: press,
      onContextMenu: open,
      onPointerDown: () => { selected.current = String(getSelection() ?? ""); },
      onPointerOver: (/** @type {Pointed} */ event) => {
        if (event.pointerType === "mouse" && !isOpen.current) pointed.value = keyOf(event.target);
      },
      onPointerLeave: (/** @type {Pointed} */ event) => { if (event.pointerType === "mouse" && !isOpen.current) pointed.value = ""; },
      onClick: (/** @type {Pointed} */ event) => {
        if (event.pointerType !== "mouse" && event.pointerType && !event.target.closest("a, button")) pointed.value = keyOf(event.target);
      },
      onFocusIn: (/** @type {Focused} */ event) => { stop.value = keyOf(event.target) || stop.value; },
    },
  };
}
