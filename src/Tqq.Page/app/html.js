// @ts-check
import { h } from "../vendor/preact.js";
import { default as htm } from "../vendor/htm.js";
// For its effect: components are drawn anew when a signal changes that they have read.
import "../vendor/signals.js";

/** Templates: markup of the page is written in these, and the text of people only ever stands in a place for text. */
export const html = htm.bind(h);
