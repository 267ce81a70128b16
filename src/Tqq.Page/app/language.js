// @ts-check
import { kept } from "./keep.js";

/** The language of the page, "en" or "zh": chosen, or the browser's. */
export const chosenLanguage = () =>
  kept("language") ?? (navigator.languages.find(one => /^(zh|en)\b/.test(one)) ?? "en").slice(0, 2);
