// @ts-check
import { bytes } from "../text.js";

/**
 * How much a field takes: `most`, and how the server counts that. "characters" are those of Unicode, "units" the halves that a few of them
 * have two of in UTF-16, "bytes" those of UTF-8.
 * @typedef {{ most: number, counted?: "characters" | "units" | "bytes" }} Limit
 */

/** What the server takes of the fields that are no profile field (`views/me/fields.js`), by what they are for. */
export const limits = {
  nick: /** @type {Limit} */ ({ most: 32 }),
  message: /** @type {Limit} */ ({ most: 10000 }),
  /** Words for somebody who is asked, or refused: clients of HTTP QQ have room for so much. */
  words: /** @type {Limit} */ ({ most: 400, counted: "bytes" }),
  password: /** @type {Limit} */ ({ most: 128, counted: "units" }),
  appPassword: /** @type {Limit} */ ({ most: 32, counted: "units" }),
  token: /** @type {Limit} */ ({ most: 100, counted: "units" }),
  note: /** @type {Limit} */ ({ most: 100, counted: "units" }),
  reason: /** @type {Limit} */ ({ most: 200, counted: "units" }),
};

/** @type {Record<string, (text: string) => number>} */
const counts = { characters: text => [...text].length, units: text => text.length, bytes };

/**
 * What is wrong with a text that is longer than its field takes; null for nothing.
 * @param {string} text @param {Limit} limit @returns {import("./faults.js").Fault | null}
 */
export function excessOf(text, { most, counted = "characters" }) {
  // No text has more of anything than bytes, of which a unit of UTF-16 takes three at the most. A short one costs no counting.
  if (text.length * 3 <= most) return null;
  const n = counts[counted](text);
  return n > most ? { rule: counted === "bytes" ? "too-many-bytes" : "too-long", max: most, n } : null;
}
