// @ts-check
import { effect, signal } from "../vendor/signals.js";
import { keep, kept } from "./keep.js";
import { chosenLanguage } from "./language.js";

/** The theme that was chosen: "light", "dark", or "" for that of the system. */
export const theme = signal(kept("theme") ?? "");

/** The language, "en" or "zh": chosen, or the browser's. */
export const language = signal(chosenLanguage());

effect(() => {
  const root = document.documentElement;
  if (theme.value) root.dataset.theme = theme.value;
  else delete root.dataset.theme;
  root.lang = language.value === "zh" ? "zh-Hans" : "en";
});

/** @param {string} chosen */
export function chooseTheme(chosen) {
  theme.value = chosen;
  keep("theme", chosen || null);
}

/** @param {string} chosen */
export function chooseLanguage(chosen) {
  language.value = chosen;
  keep("language", chosen);
}
