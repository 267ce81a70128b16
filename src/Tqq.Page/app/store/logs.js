// @ts-check
import { signal } from "../../vendor/signals.js";
import { ask } from "../api.js";

/** @typedef {{ id: string, kind: string, peer: number, at: string, sent?: boolean, text?: string, key?: string }} Message */
/**
 * A part of what was said, without a gap, oldest first. `older` and `newer` are the places to read on from, null where there is no more: a
 * part with nothing newer grows with what is said.
 * @typedef {{ messages: Message[], older: string | null, newer: string | null, isLoaded: boolean, isLoading: boolean }} Log
 */

/** How many messages a page of history has. */
const pageSize = 100;

const nothing = /** @type {Log} */ ({ messages: [], older: null, newer: null, isLoaded: false, isLoading: false });

/** What is known of what was said, by peer. */
export const logs = signal(/** @type {Map<number, Log>} */ (new Map()));

// Who is being read, with what is said and deleted meanwhile: the page that is on its way may not know of it.
const reading = /** @type {Map<number, { meanwhile: Message[], gone: Set<string> }>} */ (new Map());

/** @param {number} peer @returns {Log} */
export const logOf = peer => logs.value.get(peer) ?? nothing;

/** @param {number} peer @param {Partial<Log>} news */
function set(peer, news) {
  logs.value = new Map(logs.value).set(peer, { ...logOf(peer), ...news });
}

/** @param {Message} message */
const number = message => Number(message.id);

/** Both, each message once, in order. @param {Message[]} one @param {Message[]} other each of them is so, too */
function merge(one, other) {
  const last = one[one.length - 1];
  if (!last || !other.length || number(last) < number(other[0])) return [...one, ...other];
  const all = new Map([...one, ...other].map(message => [message.id, message]));
  return [...all.values()].toSorted((a, b) => number(a) - number(b));
}

/** @param {number} peer @param {string} [from] such as "&before=17" @returns {Promise<{ messages: Message[], next: string | null }>} */
async function page(peer, from = "", limit = pageSize) {
  const part = await ask("GET", `/conversations/${peer}/messages?limit=${limit}${from}`);
  const messages = /** @type {Message[]} */ (part.messages);
  return { messages: messages.filter(one => one.kind !== "deleted").toSorted((a, b) => number(a) - number(b)), next: part.next ?? null };
}

/**
 * Reads something and takes it in. One thing at a time is read of a log; what is to stand in place of all that is known goes first.
 * @param {number} peer @param {boolean} isAnew @param {() => Promise<(now: Log) => Partial<Log>>} act
 */
async function load(peer, isAnew, act) {
  if (reading.has(peer) && !isAnew) return;
  const own = { meanwhile: /** @type {Message[]} */ ([]), gone: /** @type {Set<string>} */ (new Set()) };
  reading.set(peer, own);
  set(peer, { isLoading: true });
  try {
    const change = await act();
    if (reading.get(peer) !== own) return;
    const now = { ...logOf(peer), ...change(logOf(peer)) };
    const messages = now.newer === null ? merge(now.messages, own.meanwhile) : now.messages;
    set(peer, { ...now, messages: messages.filter(({ id }) => !own.gone.has(id)), isLoaded: true });
  } finally {
    if (reading.get(peer) === own) {
      reading.delete(peer);
      set(peer, { isLoading: false });
    }
  }
}

/** Reads the newest, in place of what is known. @param {number} peer @param {number} [limit] how many, 1 to 200 */
export const loadNewest = (peer, limit) => load(peer, true, async () => {
  const { messages, next } = await page(peer, "", limit);
  return () => ({ messages, older: next, newer: null });
});

/** Reads what was said before and after a message, in place of what is known. @param {number} peer @param {string} id */
export const loadAround = (peer, id) => load(peer, true, async () => {
  const [before, after] = await Promise.all([page(peer, `&before=${Number(id) + 1}`), page(peer, `&after=${id}`)]);
  return () => ({ messages: merge(before.messages, after.messages), older: before.next, newer: after.next });
});

/** Reads what is older than what is known. @param {number} peer */
export const loadOlder = peer => load(peer, false, async () => {
  const { messages, next } = await page(peer, `&before=${logOf(peer).older}`);
  return now => ({ messages: merge(messages, now.messages), older: next });
});

/** Reads what is newer than what is known. @param {number} peer */
export const loadNewer = peer => load(peer, false, async () => {
  const { messages, next } = await page(peer, `&after=${logOf(peer).newer}`);
  return now => ({ messages: merge(now.messages, messages), newer: next });
});

/** Takes in what was said just now. @param {Message} message */
export function addToLog(message) {
  const { peer } = message;
  const { messages, newer, isLoaded } = logOf(peer);
  if (isLoaded && newer === null) set(peer, { messages: merge(messages, [message]) });
  const now = reading.get(peer);
  // What was sent is said twice: by the answer, and by the event.
  if (now) now.meanwhile = merge(now.meanwhile, [message]);
}

/** A message is gone. @param {number} peer @param {string} id */
export function removeFromLog(peer, id) {
  reading.get(peer)?.gone.add(id);
  if (logOf(peer).isLoaded) set(peer, { messages: logOf(peer).messages.filter(message => message.id !== id) });
}

/** Forgets what was said with somebody. @param {number} peer */
export function forgetLog(peer) {
  const others = new Map(logs.value);
  others.delete(peer);
  reading.delete(peer);
  logs.value = others;
}

/** Forgets what was said: it is to be read anew. */
export function forgetLogs() {
  reading.clear();
  logs.value = new Map();
}
