// @ts-check
import { signal } from "../vendor/signals.js";
import { newKey } from "../app/api.js";
import { serverTime } from "../app/clock.js";
import { isInDoubt } from "../app/store/queue.js";

/**
 * The announcement that is being written. It outlives its view, so that whoever looks elsewhere whether it was sent goes on with the same,
 * and a session that has ended, until somebody else signs in.
 * `key` is that of its tries, "" where there was none since its text was changed, and `tried` is when the first was, by the server's clock.
 */
export const draft = signal({ text: "", to: "all", key: "", tried: 0 });

/** Changes it: what is sent from now on is another announcement. @param {{ text?: string, to?: string }} changed */
export function change(changed) {
  draft.value = { ...draft.value, ...changed, key: "" };
}

/** The key to send it with, the same for each try: the server makes one announcement of all of them. */
export function keyOfDraft() {
  if (!draft.value.key) draft.value = { ...draft.value, key: newKey(), tried: serverTime().earliest };
  return draft.value.key;
}

/**
 * Whether it was tried so long ago that the server may have sent it and may not know its key any more: tried again, it could be sent twice.
 */
export const isDraftInDoubt = () => draft.value.key !== "" && isInDoubt(draft.value, serverTime().latest);
