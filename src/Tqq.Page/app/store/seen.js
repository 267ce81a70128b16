// @ts-check
import { batch, computed, effect, signal } from "../../vendor/signals.js";
import { keep, kept } from "../keep.js";
import { conversations } from "./conversations.js";
import { readOne, remove, write } from "./database.js";
import { connection } from "./events.js";
import { logs } from "./logs.js";
import { areFriendsKnown, people } from "./people.js";
import { me, state } from "./signed.js";

/** After a change, what is seen is kept so many milliseconds later. */
const delay = 1000;

/** So much of a conversation is kept, and of so many conversations. */
const most = { messages: 50, logs: 20 };

/**
 * @typedef {{ uin: number, at: number, me: any, people: any[], conversations: any[],
 *   logs: [number, import("./logs.js").Message[]][] }} Seen
 */

let timer = 0;

// When what is shown was kept, until the server is reached; 0 where nothing that was kept is shown.
const keptAt = signal(0);

/** Since when nothing is heard of how people are to be seen, in milliseconds; 0 while it is. */
export const unheardSince = computed(() => keptAt.value || (connection.value.state === "lost" ? connection.value.since : 0));

/** Whoever does not stay signed in leaves nothing of what was read in a browser that others use. @param {boolean} isSo */
export const keepNothingSeen = isSo => keep("passing", isSo ? "yes" : null);

/** Keeps what this tab knows, for when the page is opened without a network. */
async function keepSeen() {
  const { uin } = me.value;
  const earlier = /** @type {Seen | undefined} */ (await readOne("seen", uin));
  if (state.value !== "in" || me.value.uin !== uin || kept("account") !== String(uin)) return;
  const all = new Map(earlier?.logs);
  for (const [peer, log] of logs.value) if (log.isLoaded && log.newer === null) all.set(peer, log.messages.slice(-most.messages));
  await write("seen", { uin, at: Date.now(), me: me.value, people: [...people.value.values()],
    conversations: [...conversations.value?.values() ?? []],
    logs: [...all].filter(([peer]) => conversations.value?.has(peer)).slice(-most.logs) });
}

/** Shows what was seen last. @param {number} uin @returns {Promise<boolean>} whether anything is kept of that account */
export async function showSeen(uin) {
  const seen = /** @type {Seen | undefined} */ (await readOne("seen", uin));
  if (!seen) return false;
  batch(() => {
    keptAt.value = seen.at;
    me.value = seen.me;
    areFriendsKnown.value = true;
    people.value = new Map(seen.people.map(one => [one.uin, one]));
    conversations.value = new Map(seen.conversations.map(one => [one.peer, one]));
    // What was said before and since is read from there on, as soon as there is a network.
    logs.value = new Map(seen.logs.filter(([, messages]) => messages.length).map(([peer, messages]) => [peer,
      { messages, older: messages[0].id, newer: messages[messages.length - 1].id, isLoaded: true, isLoading: false }]));
  });
  return true;
}

/** @param {number} uin */
export async function forgetSeen(uin) {
  clearTimeout(timer);
  await remove("seen", uin);
}

effect(() => { if (connection.value.state === "on") keptAt.value = 0; });

effect(() => {
  // Whatever of these changes is seen.
  const isKnown = [me.value, people.value, logs.value, conversations.value].every(Boolean);
  clearTimeout(timer);
  if (isKnown && !kept("passing") && state.value === "in" && connection.value.state === "on") timer = setTimeout(keepSeen, delay);
});
