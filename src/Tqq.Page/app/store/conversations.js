// @ts-check
import { computed, signal } from "../../vendor/signals.js";
import { ask } from "../api.js";
import { addToLog, forgetLog, forgetLogs, logOf, removeFromLog } from "./logs.js";
import { learn } from "./people.js";
import { received } from "./requests.js";

/** The number of the server itself. */
export const system = 10000;

/** @typedef {import("./logs.js").Message} Message */
/** @typedef {{ peer: number, unread: number, muted: boolean, last?: Message, readThrough?: string, onlyRequest?: boolean }} Conversation */

/** The conversations by peer; null until they are known. */
export const conversations = signal(/** @type {Map<number, Conversation> | null} */ (null));

/**
 * The conversations, by their last words, newest first. A request that waits, of somebody with whom nothing was said yet, stands among the
 * requests until it is answered.
 */
export const newest = computed(() => [...conversations.value?.values() ?? []]
  .filter(one => !one.onlyRequest || !received.value.some(request => request.uin === one.peer))
  .toSorted((one, other) => Number(other.last?.id ?? 0) - Number(one.last?.id ?? 0)));

/** How many messages are unread in all, but for those of people who are muted. */
export const unread = computed(() => newest.value.reduce((sum, one) => sum + (one.muted ? 0 : one.unread), 0));

/** @param {Conversation} one */
function set(one) {
  conversations.value = new Map(conversations.value ?? []).set(one.peer, one);
}

/** Reads the list, as it is now. */
export async function loadConversations() {
  const all = new Map();
  let next;
  do {
    const part = await ask("GET", `/conversations?limit=200${next ? `&before=${next}` : ""}`);
    for (const { nick, avatar, ...one } of part.conversations) {
      all.set(one.peer, one);
      if (nick) learn({ uin: one.peer, nick, avatar });
    }
    next = part.next;
  } while (next && all.size < 2000);
  conversations.value = all;
}

/** Takes a message in that came, or that went out. What is known already changes nothing. @param {Message} message */
export function take(message) {
  const { peer } = message;
  addToLog(message);
  const isRequest = message.kind === "request";
  const one = conversations.value?.get(peer) ?? { peer, unread: 0, muted: false, onlyRequest: isRequest };
  if (Number(message.id) <= Number(one.last?.id ?? 0)) return;
  set({ ...one, onlyRequest: one.onlyRequest && isRequest, last: message, unread: message.sent ? one.unread : one.unread + 1 });
}

/** What was read while the server could not be told, by peer: the last message. */
const untold = new Map();

/** Says that a conversation is read as far as it is known. @param {number} peer */
export function read(peer) {
  const one = conversations.value?.get(peer);
  if (!one?.unread || !one.last) return;
  set({ ...one, unread: 0, readThrough: one.last.id });
  tellRead(peer, one.last.id);
}

/** @param {number} peer @param {string} through */
function tellRead(peer, through) {
  untold.set(peer, through);
  ask("POST", `/conversations/${peer}/read`, { through }).catch(refusal => refusal.name === "network").then(isLost => {
    if (!isLost && untold.get(peer) === through) untold.delete(peer);
  });
}

/** Says again what the server could not be told. The list that was read anew does not know of it. */
export function readAgain() {
  for (const [peer, through] of untold) {
    wasRead(peer, through);
    tellRead(peer, through);
  }
}

/** It was read, here or on another device. @param {number} peer @param {string} through */
export function wasRead(peer, through) {
  const one = conversations.value?.get(peer);
  if (!one || Number(through) <= Number(one.readThrough ?? 0)) return;
  const log = logOf(peer);
  const rest = Number(through) >= Number(one.last?.id ?? 0) ? 0
    : log.isLoaded && log.newer === null
      ? log.messages.filter(message => !message.sent && Number(message.id) > Number(through)).length : one.unread;
  set({ ...one, unread: Math.min(rest, one.unread), readThrough: through });
}

/** A message is gone. @param {number} peer @param {string} id */
export function wasDeleted(peer, id) {
  removeFromLog(peer, id);
  const one = conversations.value?.get(peer);
  const { messages, newer } = logOf(peer);
  if (one?.last?.id === id) set({ ...one, last: newer === null ? messages[messages.length - 1] : undefined });
}

/** A conversation is gone, until something is said in it. @param {number} peer */
export function forgetConversation(peer) {
  const others = new Map(conversations.value ?? []);
  others.delete(peer);
  conversations.value = others;
  forgetLog(peer);
}

/** Forgets what is known: it is to be read anew. */
export function forgetConversations() {
  untold.clear();
  conversations.value = null;
  forgetLogs();
}
