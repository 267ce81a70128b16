// @ts-check
import { signal } from "../../vendor/signals.js";
import { ask, Refusal, wasRefused } from "../api.js";
import { forgetAhead, letLead, readList, streamAhead } from "./ahead.js";
import { pauseAfter } from "./backoff.js";
import { learnConversation, loadConversations, readAgain, seeMuted, setMuted, take, wasDeleted, wasRead } from "./conversations.js";
import { forgetLogs } from "./logs.js";
import { learn, loadFriends, loadMuted, see, seeBlocked } from "./people.js";
import { loadRequests } from "./requests.js";
import { me, renew } from "./signed.js";
import { isBehind } from "./sse.js";
import { openStream } from "./stream.js";
import { join } from "./tabs.js";

/**
 * How the server is reached: "connecting" at first, then "on" or "lost", since when, and when and after how long it is tried again.
 * @type {import("../../vendor/signals.js").Signal<{ state: string, since: number, again?: number, pause?: number }>}
 */
export const connection = signal({ state: "connecting", since: Date.now() });

/** A connection that held for so long, in milliseconds, was a good one: when it is lost, the pauses begin anew. */
const good = 30_000;

/** @type {ReturnType<typeof join> | null} */
let tabs = null;
/** @type {(() => void) | null} */
let close = null;
let isLeader = false;
let whenOver = /** @type {(by?: string) => void} */ (() => {});
// Behind which event to go on.
let last = "";
let tries = 0;
let timer = 0;
// When the connection was had last, in milliseconds of a clock that nobody sets.
let hadAt = 0;
// Events change lists that have to be read first, and again where one was missed.
let mustList = true;
// Events wait until what they change is known.
let known = Promise.resolve();

/** @type {Record<string, ((news: any) => unknown)[]>} */
const handlers = {
  message: [take, learnConversation],
  announcement: [take, learnConversation],
  request: [take, learnConversation, loadRequests],
  read: [({ peer, through }) => wasRead(peer, through)],
  deleted: [({ peer, message }) => wasDeleted(peer, message)],
  presence: [learn],
  marked: [({ uin, muted }) => setMuted(uin, muted), ({ uin, blocked }) => seeBlocked(uin, blocked)],
  friend: [() => Promise.all([loadFriends(), loadRequests()])],
  profile: [async () => renew(await ask("GET", "/me"))],
  reset: [() => {
    forgetLogs();
    mustList = true;
  }],
};

/**
 * Has a handler called with each event of a name, or with what other tabs tell under it.
 * @param {string} name
 * @param {(news: any) => unknown} handle
 */
export function hear(name, handle) {
  (handlers[name] ??= []).push(handle);
}

/** Tells the other tabs of this account something. @param {string} name */
export const tell = name => tabs?.tell({ type: name });

/** Whether this tab has the stream, and does for all tabs what one is to do. */
export const leads = () => isLeader;

/** Begins to listen, for the account that is signed in. @param {(by?: string) => void} over called when its session has ended */
export function begin(over) {
  whenOver = over;
  tabs = join(me.value.uin, { lead, yield: hush, hear: listen, state: () => ({ value: connection.value, last }) });
  letLead();
  tabs.call();
}

/** Listens no more. */
export function disconnect() {
  hush();
  tabs?.leave();
  tabs = null;
  // Whoever is in next does not wait for what the last account has asked.
  [last, tries, mustList, known] = ["", 0, true, Promise.resolve()];
  connection.value = { state: "connecting", since: Date.now() };
}

/** Tries at once to reach the server again, and not when the pause is over. */
export function tryNow() {
  if (connection.value.state !== "lost") return;
  if (isLeader) connect();
  else tell("try");
}

/** Says that nothing can be sent: the stream may seem to live where the network is gone. */
export function doubt() {
  if (!isLeader) tell("doubt");
  else if (connection.value.state === "on") lose({ status: 0, seconds: 0 });
}

function lead() {
  isLeader = true;
  connect();
}

function hush() {
  isLeader = false;
  clearTimeout(timer);
  close?.();
  close = null;
  forgetAhead();
}

function connect() {
  hushed(connection.value);
  close = (last ? null : streamAhead(me.value.uin, handOn, lose)) ?? openStream(last, handOn, lose);
}

/** @param {import("./sse.js").Said} event */
function handOn(event) {
  tabs?.tell({ type: "event", event });
  happen(event);
}

/** Forgets the pause. @param {{ state: string, since: number }} now */
function hushed({ state, since }) {
  clearTimeout(timer);
  close?.();
  say({ state, since });
}

/** @param {typeof connection.value} now */
function say(now) {
  connection.value = now;
  if (isLeader) tabs?.tell({ type: "connection", value: now });
}

/** What another tab tells. @param {import("./tabs.js").Told} told */
function listen(told) {
  if (told.type === "event") happen(told.event);
  else if (told.type === "try" && isLeader) tryNow();
  else if (told.type === "doubt" && isLeader) doubt();
  else if (told.type === "over") whenOver(told.by);
  else if (told.type === "here" || told.type === "connection") follow(told);
  else handlers[told.type]?.forEach(handle => handle(told));
}

/** @param {import("./tabs.js").Told} told how the leader reaches the server, and up to where it has heard */
function follow({ value, last: heard }) {
  // A tab that was asleep may not know yet that it leads no more.
  if (isLeader) return;
  forgetAhead();
  const hasMissed = heard && isBehind(heard, last);
  if (value.state !== "on" || !mustList && !hasMissed) {
    // It says so again and again, and mostly nothing is new.
    const { state, since, again } = connection.value;
    if (value.state !== state || value.since !== since || value.again !== again) connection.value = value;
    return;
  }

  // This tab has just come, or was put to sleep and has missed something.
  if (last && hasMissed) forgetLogs();
  if (hasMissed) last = heard;
  mustList = true;
  settle({});
}

/** @param {import("./sse.js").Said} event */
function happen({ name, data, id }) {
  const [news, from] = [JSON.parse(data), tabs];
  const isNews = !id || !last || isBehind(id, last);
  if (id && isNews) last = id;
  if (name === "session") finish(news.by);
  else if (name === "ready") settle(news);
  // A new leader goes on where it has heard from the last one, and others may have heard more.
  else if (isNews) known = known.then(() => carry(name, news, from));
}

/** @param {string} name @param {any} news @param {typeof tabs} from the tabs of the account that it is about */
async function carry(name, news, from) {
  try {
    for (const handle of handlers[name] ?? []) if (from === tabs) await handle(news);
  } catch (fault) {
    // What the event is about could not be read: the lists are of an earlier time.
    if (!(fault instanceof Refusal)) reportError(fault);
    else if (from === tabs) doubtAll();
  }
}

/** Reads what is to be known, and is connected then. @param {{ presence?: any[], status?: string, marked?: any[] }} ready how things are */
function settle({ presence, status, marked }) {
  const from = tabs;
  known = known.then(async () => {
    if (from !== tabs) return;
    try {
      if (mustList) await Promise.all([loadConversations(), loadFriends(), loadRequests()]);
      const [own, muted] = await Promise.all([readList("/me"), marked ?? loadMuted()]);
      if (from !== tabs) return;
      mustList = false;
      renew(status ? { ...own, status } : own);
      if (presence) see(presence);
      seeMuted(muted);
      readAgain();
      hadAt = performance.now();
      say({ state: "on", since: Date.now() });
    } catch {
      if (from === tabs) doubtAll();
    }
  });
}

/** What was to be read could not be: all begins again. */
function doubtAll() {
  mustList = true;
  if (!isLeader) tell("doubt");
  else lose({ status: 0, seconds: 0 });
}

/** Waits and comes again, each time a little later. @param {{ status: number, seconds: number }} refusal */
function lose({ status, seconds }) {
  close?.();
  close = null;
  if (status === 401 || status === 409) return status === 401 ? finish() : wasRefused("other-account");
  const { state, since } = connection.value;
  const now = Date.now();
  if (state === "on" && performance.now() - hadAt > good) tries = 0;
  const pause = 1000 * pauseAfter(tries++, Math.random(), seconds);
  clearTimeout(timer);
  timer = setTimeout(connect, pause);
  return say({ state: "lost", since: state === "lost" ? since : now, again: now + pause, pause });
}

/** The session has ended: so it has for all tabs. @param {string} [by] who has ended it, where the server says so */
function finish(by) {
  tabs?.tell({ type: "over", by });
  whenOver(by);
}

// Whoever closes the tab that leads has another one lead.
addEventListener("pagehide", event => { if (!event.persisted) tabs?.leave(); });
addEventListener("offline", () => { if (isLeader) doubt(); });
addEventListener("online", () => { if (isLeader) tryNow(); });
addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  tabs?.call();
  tryNow();
});
