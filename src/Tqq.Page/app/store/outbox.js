// @ts-check
import { signal } from "../../vendor/signals.js";
import { ask, Refusal } from "../api.js";
import { keep, kept } from "../keep.js";
import { take } from "./conversations.js";
import { me } from "./signed.js";

/** @typedef {{ key: string, peer: number, text: string, at: string, state: "sending" | "waiting" | "failed", why?: string }} Outgoing */

/** What was written and is not known to be on the server, oldest first. */
export const outbox = signal(/** @type {Outgoing[]} */ ([]));

/** For so long the server knows a key again: what is older is not sent without asking. */
const keyLasts = 23 * 3_600_000;

let isSending = false;

const name = () => `outbox.${me.value.uin}`;

/** @param {Outgoing[]} all */
function set(all) {
  outbox.value = all;
  keep(name(), all.length ? JSON.stringify(all) : null);
}

/** @param {string} key @param {Partial<Outgoing>} news */
const change = (key, news) => set(outbox.value.map(one => one.key === key ? { ...one, ...news } : one));

/** Takes up what an earlier page did not get rid of. */
export function loadOutbox() {
  outbox.value = JSON.parse(kept(name()) ?? "[]").map(one => one.state === "failed" ? one
    : Date.now() - Date.parse(one.at) < keyLasts ? { ...one, state: "waiting" } : { ...one, state: "failed", why: "old" });
}

/** @param {number} peer @param {string} text */
export function send(peer, text) {
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  set([...outbox.value, { key, peer, text, at: new Date().toISOString(), state: "sending" }]);
  sendAll();
}

/** @param {string} key */
export function retry(key) {
  change(key, { state: "sending", why: undefined });
  sendAll();
}

/** @param {string} key */
export function drop(key) {
  set(outbox.value.filter(one => one.key !== key));
}

/** Sends what waits, one after the other, until the network does not answer. */
export async function sendAll() {
  if (isSending) return;
  isSending = true;
  try {
    for (let one; (one = outbox.value.find(each => each.state !== "failed"));) {
      if (!await sendOne(one)) break;
    }
  } finally {
    isSending = false;
  }
}

/** Whether to go on with the next. @param {Outgoing} one */
async function sendOne(one) {
  change(one.key, { state: "sending" });
  try {
    const sent = await ask("POST", `/conversations/${one.peer}/messages`, { text: one.text }, { "Idempotency-Key": one.key });
    drop(one.key);
    if (sent.id) take({ id: sent.id, kind: "message", peer: one.peer, at: sent.at, sent: true, text: one.text, key: one.key });
    return true;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.name === "too-fast") {
      await new Promise(done => setTimeout(done, 1000 * Math.max(1, refusal.seconds)));
      return true;
    }

    if (refusal.name === "network") {
      set(outbox.value.map(each => each.state === "sending" ? { ...each, state: "waiting" } : each));
      return false;
    }

    change(one.key, { state: "failed", why: refusal.name });
    return refusal.name !== "not-signed-in";
  }
}
