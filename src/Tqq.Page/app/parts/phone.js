// @ts-check
import { signal } from "../../vendor/signals.js";

const narrow = matchMedia("(max-width: 719px)");

/** Whether there is room for one thing at a time only. */
export const isPhone = signal(narrow.matches);

narrow.addEventListener("change", () => { isPhone.value = narrow.matches; });
