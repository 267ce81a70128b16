// @ts-check
import { signal } from "../vendor/signals.js";
import { newKey } from "../app/api.js";

/**
 * The announcement that is being written. It outlives its view, so that whoever looks elsewhere whether it was sent goes on with the same,
 * and a session that has ended, until somebody else signs in.
 * `key` is that of its last try, "" where there was none since its text was changed.
 */
export const draft = signal({ text: "", to: "all", key: "" });

/** Changes it: what is sent from now on is another announcement. @param {{ text?: string, to?: string }} changed */
export function change(changed) {
  draft.value = { ...draft.value, ...changed, key: "" };
}

/** The key to send it with, the same for each try: the server makes one announcement of all of them. */
export function keyOfDraft() {
  if (!draft.value.key) draft.value = { ...draft.value, key: newKey() };
  return draft.value.key;
}
