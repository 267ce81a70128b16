// @ts-check
import { signal } from "../../vendor/signals.js";
import { ask, askAll } from "../api.js";
import { readList } from "./ahead.js";
import { learn } from "./people.js";

/**
 * A request: what somebody says of themselves, and their words. Of those that were sent: whether it waits, was accepted or refused, when,
 * and why.
 * @typedef {{ uin: number, nick: string, avatar: number, introduction?: string, words: string, at: string,
 *   state?: "waiting" | "accepted" | "refused", answered?: string, reason?: string }} Request
 */

/** Who asks to be a friend, newest first. */
export const received = signal(/** @type {Request[]} */ ([]));

/** Who was asked, newest first. */
export const sent = signal(/** @type {Request[]} */ ([]));

/** Whether it is known who asks and who was asked. */
export const areRequestsKnown = signal(false);

/** The order of requests: newest first. @param {Request} one @param {Request} other */
export const newerFirst = (one, other) => other.at.localeCompare(one.at);

export async function loadRequests() {
  const [incoming, outgoing] = await Promise.all(["in", "out"].map(way => askAll(`/requests/${way}`, "requests", readList)));
  [received.value, sent.value, areRequestsKnown.value] = [incoming.toSorted(newerFirst), outgoing.toSorted(newerFirst), true];
  for (const { uin, nick, avatar } of [...incoming, ...outgoing]) learn({ uin, nick, avatar });
}

/** Forgets who asks and who was asked: it is to be read anew. */
export function forgetRequests() {
  [received.value, sent.value, areRequestsKnown.value] = [[], [], false];
}

/** @param {number} uin */
export async function accept(uin) {
  await ask("POST", `/requests/in/${uin}/accept`);
  received.value = received.value.filter(one => one.uin !== uin);
}

/** @param {number} uin @param {string} reason */
export async function refuse(uin, reason) {
  await ask("POST", `/requests/in/${uin}/refuse`, reason ? { reason } : {});
  received.value = received.value.filter(one => one.uin !== uin);
}

/** Takes a request that was sent off the list. Who was asked is not told. @param {number} uin */
export async function takeOff(uin) {
  await ask("DELETE", `/requests/out/${uin}`);
  sent.value = sent.value.filter(one => one.uin !== uin);
}

/** @param {number} uin @param {string} [words] @returns {Promise<string>} the outcome */
export async function add(uin, words) {
  return (await ask("POST", "/friends", words ? { uin, words } : { uin })).outcome;
}
