// @ts-check
import { useEffect, useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { language } from "../../../app/looks.js";
import { say } from "../../../app/words.js";
import { count } from "../../parts/facts.js";
import { valueWords } from "../../parts/values.js";
import { linesOf, scaleOf } from "./curve.js";

// The place of the curve inside the drawing, in its own units; its right end follows the width that there is.
const [left, top, bottom] = [44, 20, 166];

// So wide a drawing is before its width is known.
const usualWidth = 720;

// So much room one time below the curve takes.
const tickWidth = 120;

/** @type {Record<string, number>} */
const spanSeconds = { hour: 3600, day: 86_400, week: 604_800 };

/**
 * A figure over a time. Gaps stay gaps.
 * @param {{ values: (number | null)[], end?: string, step: number, span: string, marks: { at: string, kind: string }[],
 *   title: string }} props
 */
export function Chart({ values, end, step, span, marks, title }) {
  const known = /** @type {number[]} */ (values.filter(one => one !== null));
  const box = useRef(/** @type {any} */ (null));
  const width = useSignal(usualWidth);
  useEffect(() => {
    const watch = new ResizeObserver(([{ contentRect }]) => { width.value = Math.max(240, Math.round(contentRect.width)); });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const right = width.value - 10;
  const scale = scaleOf(Math.max(0, ...known));
  const seconds = spanSeconds[span] ?? values.length * step;
  // A server that has just started has no sample yet.
  const last = end ? new Date(end).getTime() : Date.now();
  /** @param {number} at */
  const x = at => right - (last - at) / 1000 / seconds * (right - left);
  /** @param {number} value */
  const y = value => bottom - value / scale.top * (bottom - top);
  const points = values.map((value, at) => value === null ? null : [x(last - (values.length - 1 - at) * step * 1000), y(value)]);
  const now = points.at(-1);
  const gaps = Math.max(1, Math.min(3, Math.floor((right - left) / tickWidth)));
  const ticks = Array.from({ length: gaps + 1 }, (_, at) => last - (gaps - at) / gaps * seconds * 1000);
  const summary = known.length ? say("{title}: between {low} and {high}, now {now}", {
    title, low: count(Math.min(...known)), high: count(Math.max(...known)), now: values.at(-1) === null ? "–"
      : count(values.at(-1) ?? 0) }) : title;
  return html`<svg ref=${box} class="chart" viewBox=${`0 0 ${width.value} 190`} role="img" aria-label=${summary}>
    ${scale.lines.map(value => html`<g key=${value}><line class="gridline" x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
      <text x=${left - 8} y=${y(value) + 4} text-anchor="end">${count(value)}</text></g>`)}
    ${linesOf(points).map((line, at) => html`<g key=${at}><path
      class="area" d=${`${line.path}L${line.end} ${bottom}L${line.begin} ${bottom}Z`} />
      <path class="stroke" d=${line.path} /></g>`)}
    ${marks.filter(one => x(new Date(one.at).getTime()) >= left).map(one => html`<g key=${one.at + one.kind}>
      <line class="mark" x1=${x(new Date(one.at).getTime())} x2=${x(new Date(one.at).getTime())} y1=${top} y2=${bottom} />
      <text x=${Math.min(x(new Date(one.at).getTime()) + 6, right - 40)} y=${top + 11}>${valueWords("mark", one.kind)}</text></g>`)}
    ${now && html`<circle class="now" cx=${now[0]} cy=${now[1]} r="4.5" />`}
    ${ticks.map((at, place) => html`<text key=${at} x=${x(at)} y="184"
      text-anchor=${place === 0 ? "start" : place === gaps ? "end" : "middle"}>${tickOf(at, span)}</text>`)}
  </svg>`;
}

/** @param {number} at @param {string} span */
function tickOf(at, span) {
  const how = span === "week" ? { weekday: /** @type {const} */ ("short"), day: /** @type {const} */ ("numeric") }
    : { hour: /** @type {const} */ ("2-digit"), minute: /** @type {const} */ ("2-digit"), hour12: false };
  return new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", how).format(at);
}
