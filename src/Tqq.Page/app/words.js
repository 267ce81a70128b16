// @ts-check
import { effect, signal } from "../vendor/signals.js";
import { newAct } from "./act.js";
import { Refusal } from "./api.js";
import { language } from "./looks.js";

/** The Chinese that the pages share, by its English; nothing before it has come. */
const shared = signal(/** @type {Words} */ ({}));

/** The Chinese of one page alone. It counts before what the pages share, whichever has come first. */
const own = signal(/** @type {Words} */ ({}));

/** Adds texts that the pages share. @param {Words} more English, and under it Chinese */
export function shareWords(more) {
  shared.value = { ...shared.peek(), ...more };
}

/** Adds texts of one page, which are shown in place of shared ones. @param {Words} more English, and under it Chinese */
export function addWords(more) {
  own.value = { ...own.peek(), ...more };
}

/** The Chinese is asked for again so many seconds later where it did not come. */
const pause = 5;

const coming = newAct();

/** Has the texts of the language come that was chosen. Until they have, the page is in English. */
const load = () => coming.run(async () => {
  const words = await import("./chinese.js").catch(fault => { throw new Refusal("network", String(fault), pause); });
  shareWords(words.chinese);
}, { isPatient: true });

/** Settled when the texts of the first language have come, or did not. */
export const firstWords = language.peek() === "zh" ? load() : null;

let wasAsked = firstWords !== null;
effect(() => {
  if (language.value !== "zh" || wasAsked) return;
  wasAsked = true;
  load();
});

/**
 * A text in the language that was chosen.
 * @param {string} english the text in English, which is its name, too @param {Record<string, string | number>} [values] what stands for {n}
 */
export function say(english, values = {}) {
  const text = language.value === "zh" ? own.value[english] ?? shared.value[english] ?? english : english;
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name]));
}
