// @ts-check
import { batch, computed, effect, signal } from "../../vendor/signals.js";
import { ask, newKey, Refusal } from "../api.js";
import { hasHeard, serverTime } from "../clock.js";
import { conversations, take } from "./conversations.js";
import { readAll, remove, write } from "./database.js";
import { forgetDraft } from "./drafts.js";
import { connection, doubt, hear, tell } from "./events.js";
import { hasLocks, inTurn } from "./locks.js";
import { logOf } from "./logs.js";
import { foundIn, inOrder, isInDoubt, meaningOf, nextOf, placeIn } from "./queue.js";
import { me, state } from "./signed.js";

/** @typedef {import("./queue.js").Waiting} Waiting */
/** @typedef {Omit<Waiting, "state"> & { state: "sending" | "waiting" | "failed" }} Outgoing */

/** The queue of the account that is signed in, oldest first: in the browser's store, and here as it was read last. */
const queue = signal(/** @type {Waiting[]} */ ([]));

/** What was written and is not known to be on the server, oldest first. What waits is being sent while the server is reached. */
export const outbox = computed(() => queue.value.filter(one => !isInLog(one)).map(one => /** @type {Outgoing} */ ({
  ...one, state: one.state === "waiting" && connection.value.state !== "lost" ? "sending" : one.state,
})));

/** Whether it stands in the log already, before its answer has come. @param {Waiting} one */
const isInLog = one => logOf(one.peer).messages.some(message => message.key === one.key);

/** What was taken off the queue here: whoever reads the queue at that moment may see it yet. */
const gone = new Set();

/** How many of them have reached the server since the page was opened. */
export const wentOut = signal(0);

/**
 * For so long, in milliseconds, another tab may take to begin to send what it has written; where tabs cannot take turns, to have it sent.
 */
const patience = hasLocks ? 5000 : 45_000;

let watching = 0;
let isSending = false;
let isAskedAgain = false;

/** Takes up what was written before, or in another tab. */
export async function loadOutbox() {
  const { uin } = me.value;
  const all = await readAll("outbox");
  if (me.value?.uin === uin) queue.value = all.filter(one => one.uin === uin && !gone.has(one.key)).toSorted(inOrder);
}

/** Keeps one as it is now, and has the other tabs know. @param {Waiting} one */
async function keepOne(one) {
  if (gone.has(one.key)) return;
  queue.value = [...queue.value.filter(each => each.key !== one.key), one].toSorted(inOrder);
  await write("outbox", one);
  await share();
}

/** Has all tabs see what is kept. */
async function share() {
  tell("outbox");
  await loadOutbox();
}

/** @param {number} peer @param {string} text */
export async function send(peer, text) {
  const key = newKey();
  const now = Date.now();
  const { uin } = me.value;
  await keepOne({ uin, key, n: placeIn(queue.value, now), peer, text, at: new Date(now).toISOString(), state: "waiting" });
  if (me.value?.uin === uin) forgetDraft(peer, text);
  await sendAll();
}

/** Sends one again that had failed, in its old place. @param {string} key */
export async function retry(key) {
  const one = queue.value.find(each => each.key === key);
  if (!one) return;
  // The server knows the key for other words: these need a new one.
  if (one.why === "key-reused") {
    await drop(key);
    await send(one.peer, one.text);
  } else {
    // Whoever has looked whether it arrived, and sends it all the same, is not in doubt.
    await keepOne({ ...one, state: "waiting", why: undefined, ...one.why === "old" ? { tried: undefined } : {} });
    await sendAll();
  }
}

/** @param {string} key */
export async function drop(key) {
  gone.add(key);
  queue.value = queue.value.filter(one => one.key !== key);
  await remove("outbox", key);
  await share();
}

/** It is on the server, whoever has heard so first. @param {string} key */
function settle(key) {
  if (queue.value.some(one => one.key === key)) wentOut.value++;
  return drop(key);
}

/** Sends what waits, one after the other and in one tab at a time, until the network does not answer. */
export async function sendAll() {
  isAskedAgain = true;
  if (isSending) return;
  isSending = true;
  try {
    while (isAskedAgain) {
      isAskedAgain = false;
      await inTurn("send", drain);
    }
  } finally {
    isSending = false;
  }
}

async function drain() {
  await loadOutbox();
  let refused = 0;
  for (let one; (one = nextOf(queue.value)) && isOwn(one);) {
    try {
      // How old a try is goes by the server's clock alone.
      if (one.tried !== undefined && !hasHeard()) await ask("GET", "/me");
      await (isInDoubt(one, serverTime().latest) ? lookUp(one) : sendOne(one));
      refused = 0;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const meaning = meaningOf(/** @type {any} */ (refusal), refused++);
      if (meaning.what === "stop") {
        if (refusal.name === "network") doubt();
        return;
      }

      if (meaning.what === "again") await pause(meaning.seconds);
      else {
        await keepOne({ ...one, state: "failed", why: meaning.why });
        refused = 0;
      }
    }
  }
}

/** Waits, but not longer than somebody is signed in. @param {number} seconds @returns {Promise<void>} */
const pause = seconds => new Promise(done => {
  const timer = setTimeout(done, 1000 * seconds);
  effect(() => {
    if (state.value === "in") return;
    clearTimeout(timer);
    done();
  });
});

/** Whether it is of the account that is signed in. @param {Waiting} one */
const isOwn = one => state.value === "in" && me.value.uin === one.uin;

/** @param {Waiting} one */
async function sendOne(one) {
  const { key, peer, text } = one;
  // That it was tried is kept before it is: after a crash nobody else could know.
  if (one.tried === undefined) await keepOne({ ...one, tried: serverTime().earliest, after: lastOf(peer) });
  if (!isOwn(one) || !queue.value.some(each => each.key === key)) return;
  const sent = await ask("POST", `/conversations/${peer}/messages`, { text }, { "Idempotency-Key": key });
  batch(() => {
    if (sent.id) take({ id: sent.id, kind: "message", peer, at: sent.at, sent: true, text, key });
    settle(key);
  });
}

/** The last that is known of a conversation: what is sent now comes behind it. @param {number} peer */
const lastOf = peer => conversations.value?.get(peer)?.last?.id ?? "0";

/** Looks in the log for one that the server may have and may not know again: it is never sent again blindly. @param {Waiting} one */
async function lookUp(one) {
  const behind = [];
  let after = one.after ?? "0";
  for (let page; !page || page.next; after = page.next ?? after) {
    page = await ask("GET", `/conversations/${one.peer}/messages?limit=200&after=${after}`);
    behind.push(...page.messages);
  }

  const found = me.value.settings.keepsSentNow ? foundIn(one.key, behind) : "unknown";
  if (found === "sent") await settle(one.key);
  else if (found === "not sent") await keepOne({ ...one, tried: undefined });
  else await keepOne({ ...one, state: "failed", why: "old" });
}

/** Sends what another tab has written, where that tab is closed or killed before it has done so itself. */
async function standIn() {
  await loadOutbox();
  clearTimeout(watching);
  if (nextOf(queue.value)) watching = setTimeout(() => connection.value.state === "on" && sendAll(), patience);
}

hear("outbox", standIn);
hear("message", ({ sent, key }) => sent && key ? settle(key) : undefined);
effect(() => { if (state.value === "in" && connection.value.state === "on") sendAll(); });
