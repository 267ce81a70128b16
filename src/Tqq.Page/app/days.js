// @ts-check
import { language } from "./looks.js";
import { signal } from "../vendor/signals.js";

/** The beginning of today; a page that stays open over midnight says the days anew. */
export const today = signal(startOf(new Date()));

/** Looks which day it is. */
function look() {
  const now = startOf(new Date());
  if (now.getTime() !== today.value.getTime()) today.value = now;
}

setInterval(look, 30_000);
// A device that slept over midnight, or whose clock was set, says so as soon as somebody looks.
document.addEventListener("visibilitychange", look);

/** @param {Date} date */
function startOf(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** @param {Date} date */
function ago(date) {
  return Math.round((today.value.getTime() - startOf(date).getTime()) / 86_400_000);
}

const locale = () => language.value === "zh" ? "zh-CN" : "en-GB";

// To make a format costs a hundred times as much as to use it.
const formats = /** @type {Map<string, Intl.DateTimeFormat>} */ (new Map());

/** @param {Date} date @param {Intl.DateTimeFormatOptions} how */
function say(date, how) {
  const name = locale() + JSON.stringify(how);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale(), how);
  formats.set(name, format);
  return format.format(date);
}

/** "14:36" @param {string} at */
export function timeOf(at) {
  return say(new Date(at), { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** Whether two are on one day. @param {string} one @param {string} other */
export function isSameDay(one, other) {
  return startOf(new Date(one)).getTime() === startOf(new Date(other)).getTime();
}

/** For a list: "14:36", "Mon", "28 May", "28 May 2025". @param {string} at */
export function shortDay(at) {
  const date = new Date(at);
  if (ago(date) <= 0) return timeOf(at);
  if (ago(date) < 7) return say(date, { weekday: "short" });
  return date.getFullYear() === today.value.getFullYear() ? say(date, { day: "numeric", month: language.value === "zh" ? "long" : "short" })
    : say(date, { day: "numeric", month: "short", year: "numeric" });
}

/** "28 May 2027" @param {string} at */
export const dateOf = at => say(new Date(at), { day: "numeric", month: language.value === "zh" ? "long" : "short", year: "numeric" });

/** For a line between days: "Today, Tuesday 2 June". @param {string} at */
export function longDay(at) {
  const date = new Date(at);
  const named = language.value === "zh" ? ["今天", "昨天"][ago(date)] : ["Today", "Yesterday"][ago(date)];
  const year = date.getFullYear() === today.value.getFullYear() ? {} : { year: /** @type {const} */ ("numeric") };
  const parts = /** @type {Intl.DateTimeFormatOptions} */ ({ day: "numeric", month: "long", ...year });
  if (language.value === "zh") return [named, say(date, parts), say(date, { weekday: "long" })].filter(Boolean).join(" ");
  const day = say(date, { weekday: "long", ...parts });
  return named ? `${named}, ${day}` : day;
}
