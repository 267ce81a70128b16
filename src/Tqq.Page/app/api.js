// @ts-check
import { hearTime } from "./clock.js";

/** What the server refused. `name` is the last part of its type, such as "mailbox-full"; "network" where there was no answer. */
export class Refusal extends Error {
  /**
   * @param {string} name @param {string} detail @param {number} seconds how long to wait before another try; 0 for not said
   * @param {Record<string, any>} facts all that the server said
   */
  constructor(name, detail, seconds = 0, facts = {}) {
    super(detail);
    this.name = name;
    this.seconds = seconds;
    this.facts = facts;
  }
}

/** A new `Idempotency-Key`, by which the server knows a second try of the same. */
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");

/** What is done by the names of refusals. @type {Record<string, () => void>} */
const consequences = {};

/**
 * Has something done whenever the server refuses something because the session is over, or is another account's.
 * @param {"not-signed-in" | "other-account"} name @param {() => void} act
 */
export function onRefused(name, act) {
  consequences[name] = act;
}

/** The server has refused something. @param {string} name */
export const wasRefused = name => consequences[name]?.();

/** The account that this page shows; 0 for none. */
let shown = 0;

/** How often that has changed. */
let changes = 0;

/** From now on requests are meant for this account. @param {number} uin 0 where it is not known */
export function mean(uin) {
  if (uin === shown) return;
  shown = uin;
  changes++;
}

/**
 * Names the account that a request is meant for, in its headers: all tabs share one cookie, which another tab may have changed. The server
 * does nothing that was meant for another account.
 * @param {number} [uin] the one that the page shows where it is missing; where there is none, the request is of whoever is signed in
 * @returns {Record<string, string>}
 */
export const meantFor = (uin = shown) => uin > 0 ? { "Tqq-Account": String(uin) } : {};

/**
 * Begins to watch whether the page goes on to show the account that a request is meant for.
 * @param {Record<string, string>} headers those of the request
 * @returns {(method: string) => { isOthers: boolean, isPast: boolean }} `isOthers` where the answer is of no use any more: the page shows
 *   another account, or it has been left and something was only read; `isPast` where the page was left since, whoever it shows now
 */
function watch(headers) {
  const [account, since, wasShown] = [Number(headers["Tqq-Account"] ?? 0), changes, shown > 0];
  return method => {
    const isPast = wasShown && changes !== since;
    return { isPast, isOthers: account > 0 && shown > 0 && shown !== account || isPast && method === "GET" };
  };
}

/**
 * Asks, and throws a Refusal.
 * @param {string} address @param {RequestInit} how @param {(response: Response) => Promise<any>} read reads an answer
 */
async function answerTo(address, how, read) {
  const response = await fetch(address, how).catch(fault => { throw new Refusal("network", String(fault)); });
  const date = response.headers.get("Date");
  // A hotel's network answers for the server, with a page of its own: that is no answer, and its clock is not the server's.
  if (response.ok) {
    const answer = response.status === 204 ? null
      : await read(response).catch(fault => { throw new Refusal("network", String(fault)); });
    hearTime(date);
    return answer;
  }

  const problem = await response.json().catch(() => ({}));
  if (problem.type) hearTime(date);
  // A proxy that has had no answer does not know what the server has done.
  const isProxys = response.status === 502 || response.status === 504;
  const name = (problem.type ?? "").replace("/errors/", "") || (response.status >= 500 && !isProxys ? "fault" : "network");
  throw new Refusal(name, problem.detail ?? response.statusText, Number(response.headers.get("Retry-After") ?? 0), problem);
}

/**
 * Asks an API: its function of method, path and body answers what the API answers, null for nothing, and throws a Refusal. What is answered
 * when the page shows another account than the one that was meant is not handed on: it is refused as "other-account".
 * @param {string} base where the API begins @param {number} [patience] after so many milliseconds without an answer
 *   there is none to come; 0 for never
 * @param {(response: Response) => Promise<any>} [read] reads an answer
 */
export const asker = (base, patience = 0, read = response => response.json()) =>
  /**
   * @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [more] headers
   * @returns {Promise<any>}
   */
  async (method, path, body, more = {}) => {
    const headers = { ...meantFor(), ...more };
    const look = watch(headers);
    const { answer, refusal } = await answerTo(`${base}${path}`, {
      method,
      // A Blob says itself what it is.
      headers: body === undefined || body instanceof Blob ? headers : { ...headers, "Content-Type": "application/json" },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
      signal: patience ? AbortSignal.timeout(patience) : undefined,
    }, read).then(said => ({ answer: said, refusal: undefined }), fault => ({ answer: undefined, refusal: fault }));
    const { isOthers, isPast } = look(method);
    if (isOthers) throw new Refusal("other-account", "the page does not show the account any more that this was asked for");
    if (!refusal) return answer;
    // That an earlier session is over says nothing of this one.
    if (!isPast) wasRefused(refusal.name);
    throw refusal;
  };

/**
 * Reads who is signed in, just after signing in: whoever is not, although the password was right, has a browser that keeps no cookie.
 * @template T @param {() => Promise<T>} read @returns {Promise<T>}
 */
export async function ownAfterSigningIn(read) {
  try {
    return await read();
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.name !== "not-signed-in") throw refusal;
    throw new Refusal("no-cookie", "the browser keeps no cookie");
  }
}

/** After so many milliseconds without an answer there is none to come: a network that is silent says nothing for as long as TCP waits. */
export const patience = 30_000;

/** Asks the API of accounts. */
export const ask = asker("/api/v1", patience);

/** Takes something away. What is gone already is as it should be. @param {string} path */
export async function takeAway(path) {
  try {
    await ask("DELETE", path);
  } catch (refusal) {
    if (/** @type {Error} */ (refusal).name !== "missing") throw refusal;
  }
}

/**
 * All parts of a list.
 * @param {string} path @param {string} name what the list is called in the answer
 * @param {(path: string) => Promise<any>} [read] reads a part
 */
export async function askAll(path, name, read = part => ask("GET", part)) {
  const all = [];
  let next;
  do {
    const part = await read(`${path}?limit=200${next ? `&after=${encodeURIComponent(next)}` : ""}`);
    all.push(...part[name]);
    next = part.next;
  } while (next);
  return all;
}
