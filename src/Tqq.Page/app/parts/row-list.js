// @ts-check
import { useEffect, useLayoutEffect, useRef } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../html.js";
import { useWindow } from "./window.js";

/** @typedef {{ key: string, isHeading?: boolean, view: (tab: number) => any }} Row `view` draws it; `tab` is its tabindex */

/**
 * A list of links, however long. It is one stop of the Tab key; arrow keys, Home and End move in it, and the row of `current` is brought
 * into sight when it becomes another one.
 * @param {{ label: string, rows: Row[], current?: string, rest?: string | null, onRest?: () => void, children?: any }} props `children` is
 *   shown above the rows; where there is a `rest` of rows that are not known yet, `onRest` is called when the end of the others is near
 */
export function RowList({ label, rows, current, rest = null, onRest, children }) {
  const keys = rows.map(row => row.key);
  const { box, body, from, to, onScroll, toRow, rowOf } = useWindow({ keys, guess: 58 });
  const active = useSignal("");
  const isInside = useRef(false);
  const goal = useRef("");

  /** @param {string} key */
  const bring = key => {
    if (rowOf(key)) rowOf(key)?.scrollIntoView({ block: "nearest" });
    else toRow(key, 120);
  };
  useEffect(() => { if (current && keys.includes(current)) bring(current); }, [current]);
  useEffect(() => { if (rest !== null && to >= keys.length) onRest?.(); }, [rest, to >= keys.length]);
  useLayoutEffect(() => {
    const link = goal.current && rowOf(goal.current)?.querySelector("a");
    if (link) {
      link.focus();
      goal.current = "";
    } else if (isInside.current && document.activeElement === document.body) {
      // The row that had the focus is out of sight: the keys go on from it all the same.
      box.current?.focus({ preventScroll: true });
    }
  });

  /** @param {KeyboardEvent} event */
  const press = event => {
    const row = /** @type {HTMLElement} */ (event.target).closest("[data-key]");
    const at = keys.indexOf(row instanceof HTMLElement ? row.dataset.key ?? "" : active.value);
    const aim = { ArrowDown: [at + 1, 1], ArrowUp: [at - 1, -1], Home: [0, 1], End: [keys.length - 1, -1] }[event.key];
    if (!aim || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const [first, step] = aim;
    let next = first;
    while (rows[next]?.isHeading) next += step;
    if (!rows[next]) return;
    goal.current = active.value = keys[next];
    bring(keys[next]);
  };
  /** @param {string} key */
  const isDrawn = key => keys.indexOf(key) >= from && keys.indexOf(key) < to;
  const stop = [active.value, current ?? ""].find(isDrawn) ?? keys.slice(from, to).find((_, at) => !rows[from + at].isHeading);
  const size = rows.filter(row => !row.isHeading).length;
  let place = rows.slice(0, from).filter(row => !row.isHeading).length;
  return html`<nav ref=${box} class="list" tabindex="-1" aria-label=${label} onScroll=${onScroll} onKeyDown=${press}
      onFocusIn=${(/** @type {Focused} */ event) => {
        isInside.current = true;
        active.value = /** @type {HTMLElement | null} */ (event.target.closest("[data-key]"))?.dataset.key ?? active.value;
      }}
      onFocusOut=${(/** @type {Focused} */ event) => { isInside.current = !event.relatedTarget; }}>
    ${children}
    <ul ref=${body} aria-label=${label}>${rows.slice(from, to).map(row => row.isHeading
      ? html`<li key=${row.key} data-key=${row.key}>${row.view(-1)}</li>`
      : html`<li key=${row.key} data-key=${row.key} aria-setsize=${size}
        aria-posinset=${++place}>${row.view(row.key === stop ? 0 : -1)}</li>`)}</ul>
  </nav>`;
}
