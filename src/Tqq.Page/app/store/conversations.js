// @ts-check
import { batch, computed, signal } from "../../vendor/signals.js";
import { ask } from "../api.js";
import { readList } from "./ahead.js";
import { addToLog, forgetLog, forgetLogs, logOf, removeFromLog } from "./logs.js";
import { learnAll } from "./people.js";
import { received } from "./requests.js";

/** The number of the server itself. */
export const system = 10000;

/** @typedef {import("./logs.js").Message} Message */
/**
 * `isGuessed` where something was said just now with somebody who stood further down than the list was read: how much is unread and whether
 * they are muted is not known.
 * @typedef {{ peer: number, unread: number, muted: boolean, last?: Message, readThrough?: string, onlyRequest?: boolean,
 *   isGuessed?: boolean }} Conversation
 */

/** How many are read at a time, and how many at first: of those further down it is not known whether something is unread. */
const [pageSize, atFirst] = [200, 2000];

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

/** Behind which message the list goes on; null where it is known to its end. */
export const rest = signal(/** @type {string | null} */ (null));

/** What stands among the people, and is not said twice. @param {Conversation & { nick?: string, avatar?: number }} all */
function withoutLook(all) {
  const { nick: _, avatar: __, ...one } = all;
  return one;
}

/**
 * A part of the list.
 * @param {string | null} before @param {number} [limit] @returns {Promise<{ found: [number, Conversation][], next: string | null }>}
 */
async function page(before, limit = pageSize) {
  const part = await readList(`/conversations?limit=${limit}${before ? `&before=${before}` : ""}`);
  const all = /** @type {(Conversation & { nick?: string, avatar?: number })[]} */ (part.conversations);
  learnAll(all.filter(one => one.nick).map(({ peer, nick, avatar }) => ({ uin: peer, nick, avatar })));
  return { found: all.map(one => [one.peer, withoutLook(one)]), next: part.next ?? null };
}

/** Reads the list, as it is now: as much of it as was known, and not all at first. */
export async function loadConversations() {
  const all = new Map();
  const most = Math.max(atFirst, conversations.value?.size ?? 0);
  let next = /** @type {string | null} */ (null);
  do {
    const part = await page(next);
    for (const [peer, one] of part.found) all.set(peer, one);
    ({ next } = part);
  } while (next && all.size < most);
  batch(() => {
    conversations.value = all;
    rest.value = next;
  });
}

/** Reads on where the list that is known ends. */
export async function loadMoreConversations() {
  const from = rest.value;
  if (from === null) return;
  const { found, next } = await page(from);
  // Meanwhile the list may have been read anew.
  if (rest.value !== from) return;
  batch(() => {
    // What was heard of one meanwhile is newer.
    conversations.value = new Map([...found, ...conversations.value ?? []]);
    rest.value = next;
  });
}

/** Reads what was guessed of somebody with whom something was said just now: they are among the newest. @param {Message} message */
export async function learnConversation({ peer }) {
  if (!conversations.value?.get(peer)?.isGuessed) return;
  const { found } = await page(null, 20);
  for (const [each, one] of found) if (conversations.value?.get(each)?.isGuessed) set(one);
}

// Who is muted, also where nothing has been said yet.
const silent = signal(/** @type {Set<number>} */ (new Set()));

/** Whether what somebody sends is not announced. @param {number} peer */
export const isMuted = peer => silent.value.has(peer) || conversations.value?.get(peer)?.muted === true;

/** Whether somebody is muted, as it is now. @param {number} peer @param {boolean} muted */
export function setMuted(peer, muted) {
  silent.value = new Set([...silent.value].filter(one => one !== peer).concat(muted ? [peer] : []));
  const one = conversations.value?.get(peer);
  if (one) set({ ...one, muted });
}

/** Who is muted, and nobody else is. @param {{ uin: number, muted: boolean }[]} marked */
export function seeMuted(marked) {
  const now = new Set(marked.filter(one => one.muted).map(one => one.uin));
  silent.value = now;
  for (const one of conversations.value?.values() ?? []) if (one.muted !== now.has(one.peer)) set({ ...one, muted: !one.muted });
}

/** Has what somebody sends be announced no more, or again. @param {number} peer @param {boolean} muted */
export async function mute(peer, muted) {
  await ask(muted ? "PUT" : "DELETE", `/people/${peer}/mute`);
  setMuted(peer, muted);
}

/** Takes a message in that came, or that went out. What is known already changes nothing. @param {Message} message */
export function take(message) {
  const { peer } = message;
  addToLog(message);
  const isRequest = message.kind === "request";
  const one = conversations.value?.get(peer) ?? { peer, unread: 0, muted: isMuted(peer), onlyRequest: isRequest,
    isGuessed: rest.value !== null };
  if (Number(message.id) <= Number(one.last?.id ?? 0)) return;
  set({ ...one, onlyRequest: one.onlyRequest && isRequest, last: message, unread: message.sent ? one.unread : one.unread + 1 });
}

/** What was read while the server could not be told, by peer: the last message. */
const untold = new Map();

/** What was told of conversations that stand further down than the list was read. */
const told = new Map();

/** The server may take it at another time. */
const soon = ["network", "too-fast", "busy", "uncertain", "fault"];

/** Says that a conversation is read as far as it is known. @param {number} peer */
export function read(peer) {
  const one = conversations.value?.get(peer);
  const { messages, newer } = logOf(peer);
  const last = one ? one.last?.id : newer === null ? messages[messages.length - 1]?.id : undefined;
  if (!last || (one ? !one.unread : rest.value === null || told.get(peer) === last)) return;
  if (one) set({ ...one, unread: 0, readThrough: last });
  else told.set(peer, last);
  tellRead(peer, last);
}

/** A request is answered: whoever answers it has read it. What else is unread stays so. @param {number} peer */
export function readRequest(peer) {
  const one = conversations.value?.get(peer);
  if (one?.onlyRequest || one?.last?.kind === "request" && one.unread === 1) read(peer);
}

/** @param {number} peer @param {string} through */
function tellRead(peer, through) {
  untold.set(peer, through);
  ask("POST", `/conversations/${peer}/read`, { through }).then(() => false, refusal => {
    // Where nothing answers, it is said again as soon as something does.
    if (refusal.seconds > 0) setTimeout(() => untold.get(peer) === through && tellRead(peer, through), 1000 * refusal.seconds);
    return soon.includes(refusal.name);
  }).then(isLost => {
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
  const left = Number(through) >= Number(one.last?.id ?? 0) ? 0
    : log.isLoaded && log.newer === null
      ? log.messages.filter(message => !message.sent && Number(message.id) > Number(through)).length : one.unread;
  set({ ...one, unread: Math.min(left, one.unread), readThrough: through });
}

/** A message is gone. @param {number} peer @param {string} id */
export function wasDeleted(peer, id) {
  removeFromLog(peer, id);
  const one = conversations.value?.get(peer);
  const { messages, newer } = logOf(peer);
  if (one?.last?.id === id) set({ ...one, last: newer === null ? messages[messages.length - 1] : undefined });
}

/** Deletes a message, on all devices of this account. @param {number} peer @param {string} id */
export async function deleteMessage(peer, id) {
  await ask("DELETE", `/conversations/${peer}/messages/${id}`);
  wasDeleted(peer, id);
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
  silent.value = new Set();
  untold.clear();
  told.clear();
  conversations.value = null;
  rest.value = null;
  forgetLogs();
}
