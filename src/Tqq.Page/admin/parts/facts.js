// @ts-check
import { html } from "../../app/html.js";
import { isSameDay } from "../../app/days.js";
import { language } from "../../app/looks.js";
import { say } from "../../app/words.js";

const locale = () => language.value === "zh" ? "zh-CN" : "en-GB";

/** A count, with its thousands apart. @param {number} value */
export const count = value => new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);

/** A size as a number and its unit. @param {number} bytes @returns {[string, string]} */
export function size(bytes) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let [value, at] = [bytes, 0];
  while (value >= 1000 && at < units.length - 1) {
    value /= 1024;
    at += 1;
  }
  return [new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 && at > 0 ? 1 : 0 }).format(value), units[at]];
}

/** @param {number} bytes */
export const sizeText = bytes => size(bytes).join("\u00a0");

/** A day and a time: "14:02" today, "28 May 14:02" before, with the year where it is another. @param {string} at */
export function moment(at) {
  const date = new Date(at);
  const now = new Date();
  const time = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hour12: false }).format(date);
  if (isSameDay(at, now.toISOString())) return time;
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return `${new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year }).format(date)} ${time}`;
}

/** A day. @param {string} at */
export const dayOf = at => new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric" }).format(new Date(at));

/** A time in an element that says it to machines, too. @param {{ at?: string, none?: string }} props */
export function Time({ at, none = "–" }) {
  return at ? html`<time datetime=${at} title=${new Date(at).toLocaleString(locale())}>${moment(at)}</time>` : html`<span
    class="muted">${none}</span>`;
}

/** How long ago: "now", "41 s ago", a moment where it is longer. @param {{ at?: string }} props */
export function Ago({ at }) {
  if (!at) return html`<span class="muted">–</span>`;
  const seconds = Math.round((Date.now() - new Date(at).getTime()) / 1000);
  if (seconds >= 120) return html`<${Time} at=${at} />`;
  return html`<time datetime=${at}>${seconds < 5 ? say("now") : say("{n} s ago", { n: seconds })}</time>`;
}

/** @param {number} seconds */
export function upSince(seconds) {
  if (seconds >= 2 * 86_400) return say("Up {n} days", { n: Math.floor(seconds / 86_400) });
  if (seconds >= 2 * 3600) return say("Up {n} hours", { n: Math.floor(seconds / 3600) });
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? say("Up 1 minute") : say("Up {n} minutes", { n: minutes });
}
