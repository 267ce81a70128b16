// @ts-check
import { html } from "../../app/html.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { count } from "./facts.js";

/**
 * A table, which becomes cards on a phone.
 * @param {{ label: string, columns: { words: string, look?: string, isHidden?: boolean }[], rows: any[] | null,
 *   keyOf: (row: any) => string | number, cells: (row: any) => any[], isChosen?: (row: any) => boolean,
 *   onOpen?: (row: any) => void, none?: string }} props `rows` is null while the list is not known; `none` is said where there is no row;
 *   a click on a row is `onOpen`, beside a button of the row, which keys reach
 */
export function Table({ label, columns, rows, keyOf, cells, isChosen, onOpen, none = "Nothing here." }) {
  if (!rows) return null;
  if (!rows.length) return html`<p class="hint">${say(none)}</p>`;
  return html`<div class="table-wrap" role="region" tabindex="0" aria-label=${label}><table class="table"><thead>
    <tr>${columns.map(one => html`
      <th key=${one.words} scope="col" class=${one.look === "num" ? "num" : undefined}>${one.isHidden ? html`<span
        class="visually-hidden">${say(one.words)}</span>` : say(one.words)}</th>`)}
    </tr></thead><tbody>${rows.map(row => html`<tr key=${keyOf(row)}
      class=${onOpen ? "opens" : undefined} onClick=${onOpen && ((/** @type {Clicked} */ event) => { if (isOfRow(event)) onOpen(row); })}
      aria-selected=${isChosen?.(row) ? "true" : undefined}>${cells(row).map((cell, at) => html`
      <td key=${columns[at].words} class=${columns[at].look} data-words=${columns[at].isHidden ? "" : say(columns[at].words)}><span
        class="cell">${cell}</span></td>`)}</tr>`)}</tbody></table></div>`;
}

/**
 * Whether a click is one on the row itself: its buttons have their own, and whoever selects text of it opens nothing.
 * @param {Clicked} event
 */
const isOfRow = event => getSelection()?.isCollapsed !== false
  && !(/** @type {Element} */ (event.target).closest("a, button, input, select"));

/**
 * Where one is in a list of pages.
 * @param {{ list: ReturnType<typeof import("./pages.js").usePages>, words: string }} props `words` name {from}, {to} and {total}
 */
export function Pager({ list, words }) {
  const { from, total, hasMore, hasBefore, isBusy, refusal } = list;
  const rows = list.rows ?? [];
  const last = from + rows.length;
  return html`<${Trouble} refusal=${refusal} again=${list.load} />${(hasMore || hasBefore || rows.length > 0) && html`<div class="pager">
    <span role="status">${rows.length > 0 && say(words, { from: from + 1, to: last, total: total === undefined ? last
      : `${count(total)}${list.answer.totalIsMore ? "+" : ""}` })}</span>
    ${(hasMore || hasBefore) && html`<span class="actions">
      <button type="button" class="btn low" disabled=${!hasBefore || isBusy} onClick=${list.back}>${say("Previous")}</button>
      <button type="button" class="btn low" disabled=${!hasMore || isBusy} onClick=${list.next}>${say("Next")}</button></span>`}</div>`}`;
}
