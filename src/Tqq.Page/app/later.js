// @ts-check
import { signal } from "../vendor/signals.js";
import { newAct } from "./act.js";
import { Refusal } from "./api.js";

/**
 * The views that are not the first; null until they have come.
 * @type {import("../vendor/signals.js").Signal<typeof import("./views/later.js") | null>}
 */
export const later = signal(null);

/** They are asked for again so many seconds later where they did not come. */
const pause = 5;

/** That they come. */
export const coming = newAct();

/** Has them come. */
export const loadLater = () => coming.run(async () => {
  later.value = await import("./views/later.js").catch(fault => { throw new Refusal("view-missing", String(fault), pause); });
}, { isPatient: true });
