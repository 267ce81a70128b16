// @ts-check
import { effect, signal } from "../../vendor/signals.js";
import { ask } from "../api.js";
import { forgetLogs, loadConversations, take, wasDeleted, wasRead } from "./conversations.js";
import { outbox, sendAll } from "./outbox.js";
import { friends, isAway, learn, loadFriends } from "./people.js";
import { loadRequests } from "./requests.js";
import { me, state } from "./signed.js";

/**
 * How the server is reached: "connecting" at first, then "on" or "lost", since when, and when it is tried again.
 * @type {import("../../vendor/signals.js").Signal<{ state: string, since: number, again?: number }>}
 */
export const connection = signal({ state: "connecting", since: Date.now() });

/** @type {EventSource | null} */
let stream = null;
let last = "";
let tries = 0;
let timer = 0;
// Events wait until what they change is known.
let known = Promise.resolve();

/** Lists anew what the events to come change. */
async function list() {
  const [own] = await Promise.all([ask("GET", "/me"), loadConversations(), loadFriends(), loadRequests()]);
  me.value = own;
}

const handlers = {
  message: take,
  announcement: take,
  request: message => {
    take(message);
    return loadRequests();
  },
  read: ({ peer, through }) => wasRead(peer, through),
  deleted: ({ peer, message }) => wasDeleted(peer, message),
  presence: ({ uin, status, nick, avatar }) => learn({ uin, status, nick, avatar }),
  friend: () => Promise.all([loadFriends(), loadRequests()]),
  profile: ({ nick, status }) => { me.value = { ...me.value, nick, status }; },
  reset: forgetLogs,
};

/** Begins to listen, and comes again whenever the connection is lost. */
export function connect() {
  clearTimeout(timer);
  stream?.close();
  const here = stream = new EventSource(`/api/v1/events${last ? `?after=${last}` : ""}`);
  here.addEventListener("ready", event => {
    tries = 0;
    const { presence, status } = note(event);
    known = list().then(() => {
      const seen = new Map(presence.map(one => [one.uin, one]));
      for (const friend of friends.value) if (!seen.has(friend.uin) && !isAway(friend)) learn({ uin: friend.uin, status: "offline" });
      for (const one of presence) learn(one);
      me.value = { ...me.value, status };
      connection.value = { state: "on", since: Date.now() };
      sendAll();
    }, () => lose(here));
  });
  for (const [name, handle] of Object.entries(handlers)) {
    here.addEventListener(name, event => {
      const news = note(event);
      known = known.then(async () => { await handle(news); }).catch(() => {});
    });
  }
  here.addEventListener("session", () => { end(); });
  here.addEventListener("error", () => lose(here));
}

/** @param {MessageEvent} event */
function note(event) {
  if (event.lastEventId) last = event.lastEventId;
  return JSON.parse(event.data || "null") ?? {};
}

/** Whoever is signed out elsewhere is signed out here; everybody else waits, each time a little longer. @param {EventSource} from */
async function lose(from) {
  if (from !== stream) return;
  from.close();
  if (connection.value.state !== "lost") connection.value = { state: "lost", since: Date.now() };
  const outcome = await ask("GET", "/me").then(() => "", refusal => refusal.name);
  if (from !== stream) return;
  if (outcome === "not-signed-in") return end();
  const seconds = Math.min(30, 2 ** Math.min(tries++, 5)) * (0.75 + Math.random() / 2);
  connection.value = { ...connection.value, again: Date.now() + 1000 * seconds };
  timer = setTimeout(connect, 1000 * seconds);
}

/** Listens no more. */
export function disconnect() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
  last = "";
  connection.value = { state: "connecting", since: Date.now() };
}

function end() {
  disconnect();
  state.value = "out";
}

/** The stream may seem to live where nothing can be sent any more. */
const doubt = () => { if (stream && connection.peek().state === "on") lose(stream); };

effect(() => { if (outbox.value.some(one => one.state === "waiting")) doubt(); });
addEventListener("offline", doubt);
addEventListener("online", () => { if (connection.value.state === "lost") connect(); });
