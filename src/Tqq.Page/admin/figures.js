// @ts-check
import { effect, signal } from "../vendor/signals.js";
import { askAdmin, state } from "./session.js";

/** How the server is doing, as it was last asked; null before the first answer and while the server does not answer. */
export const figures = signal(/** @type {any} */ (null));

const everyMilliseconds = 2000;

let timer = 0;

async function ask() {
  clearTimeout(timer);
  if (state.value !== "in") return;
  if (document.visibilityState === "visible") figures.value = await askAdmin("GET", "/overview").catch(() => null);
  clearTimeout(timer);
  timer = setTimeout(ask, everyMilliseconds);
}

effect(() => {
  if (state.value === "in") ask();
  else figures.value = null;
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });
