// @ts-check
import { effect, signal } from "../vendor/signals.js";
import { askAdmin, state } from "./session.js";

/** How the server is doing, as it was last asked; null before the first answer and while the server does not answer. */
export const figures = signal(/** @type {any} */ (null));

const everyMilliseconds = 2000;

/** Why the last question had no answer; null where it had one. */
export const figuresRefusal = signal(/** @type {any} */ (null));

let timer = 0;

async function ask() {
  clearTimeout(timer);
  if (state.value !== "in") return;
  if (document.visibilityState === "visible") {
    [figures.value, figuresRefusal.value] = await askAdmin("GET", "/overview").then(now => [now, null], refusal => [null, refusal]);
  }

  clearTimeout(timer);
  timer = setTimeout(ask, everyMilliseconds);
}

effect(() => {
  if (state.value === "in") ask();
  else [figures.value, figuresRefusal.value] = [null, null];
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });
