// @ts-check
import { signal } from "../../vendor/signals.js";

/** Whether somebody is signed in here: "asking", "out", "in". */
export const state = signal("asking");

/** The own account, as `GET /me` has it. */
export const me = signal(/** @type {any} */ (null));
