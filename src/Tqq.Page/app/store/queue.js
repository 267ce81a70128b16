// @ts-check
/**
 * What was written and is not known to be on the server. `n` is its place among all of them. `tried` is when it was sent first, by the
 * server's clock, and `after` the place in the account's log at that time: what came of it can only stand behind it.
 * @typedef {{ uin: number, key: string, n: number, peer: number, text: string, at: string, state: "waiting" | "failed", why?: string,
 *   tried?: number, after?: string }} Waiting
 */

/** For so long the server surely knows a key again, in milliseconds: an hour less than it says, because clocks differ. */
const keyLasts = 23 * 3_600_000;

// By so much the server's clock may seem to go back from one answer to the next.
const moment = 60_000;

/** So often what the server could not do for itself is tried again. */
const mostTries = 4;

/** The server may do better soon, and nothing is wrong with the message. */
const soon = ["busy", "uncertain", "fault"];

/** @param {Waiting} one @param {Waiting} other */
export const inOrder = (one, other) => one.n - other.n;

/**
 * The place of one that is written now, behind all others, also where the clock was set back.
 * @param {Waiting[]} queue
 * @param {number} now
 */
export const placeIn = (queue, now) => Math.max(now, ...queue.map(one => one.n + 1));

/** The one to be sent next: the oldest that is to go out by itself. @param {Waiting[]} queue */
export const nextOf = queue => queue.filter(one => one.state === "waiting").toSorted(inOrder)[0];

/**
 * Whether the server may have taken it and may not know its key any more: sent again, it could arrive twice. The server says whole seconds,
 * and two answers may differ: a try that seems to lie a moment ahead is one of just now.
 * @param {{ tried?: number }} one
 * @param {number} now
 */
export const isInDoubt = (one, now) => one.tried !== undefined && (now < one.tried - moment || now - one.tried > keyLasts);

/**
 * What a refusal means for the message that was sent and for those behind it.
 * @param {{ name: string, seconds: number }} refusal @param {number} tries how often it was refused in a row
 * @returns {{ what: "again", seconds: number } | { what: "stop" } | { what: "failed", why: string }} again after so many seconds; stop
 *   until the server is reached; failed: it is put aside, and the next is sent
 */
export function meaningOf({ name, seconds }, tries) {
  if (name === "network" || name === "not-signed-in" || name === "other-account") return { what: "stop" };
  if (name === "too-fast") return { what: "again", seconds: Math.max(1, seconds) };
  if (soon.includes(name) && tries < mostTries) return { what: "again", seconds: Math.max(2 ** tries, seconds) };
  if (seconds > 0 && tries < mostTries) return { what: "again", seconds };
  return { what: "failed", why: name };
}

/**
 * What became of a message, by what the log has behind the place where it would stand.
 * @param {string} key @param {{ key?: string, kind: string }[]} behind
 * @returns {"sent" | "not sent" | "unknown"} unknown where something was deleted that it may have been
 */
export function foundIn(key, behind) {
  if (behind.some(one => one.key === key)) return "sent";
  return behind.some(one => one.kind === "deleted") ? "unknown" : "not sent";
}
