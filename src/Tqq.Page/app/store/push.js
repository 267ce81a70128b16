// @ts-check
import { effect, signal } from "../../vendor/signals.js";
import { newAct } from "../act.js";
import { ask } from "../api.js";
import { notices } from "./notices.js";
import { connection } from "./events.js";
import { state } from "./signed.js";
import { registration } from "./worker.js";

/**
 * Whether the server says something to this browser while the page is closed: "asking" at first, "cannot" where browser or server have no
 * way to do so, "off", "on", "unreachable" where the browser's push service was not reached.
 */
export const push = signal("asking");

/** What is done for that without anybody asking for it. */
export const following = newAct();

/** What the server may say: who wrote, or also what. */
const says = () => notices.value.hasText ? "text" : "sender";

/** @returns {Promise<PushManager | null>} */
const manager = async () => (await registration)?.pushManager ?? null;

/** Looks how things are, and has the server know the subscription that this browser has. */
async function load() {
  const pushes = await manager();
  if (!pushes) {
    push.value = "cannot";
    return;
  }

  const { key } = await ask("GET", "/push/key");
  const own = await pushes.getSubscription();
  if (!own) {
    push.value = "off";
    return;
  }

  // The server has new keys, where its own were lost: the old subscription is of no use.
  if (toText(own.options.applicationServerKey) === key) await register(own);
  else await subscribe(pushes, key);
}

/** @param {ArrayBuffer | null} key */
const toText = key => btoa(String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0))))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** @param {PushSubscription} subscription */
async function register(subscription) {
  await ask("POST", "/push/subscriptions", { ...subscription.toJSON(), says: says() });
  push.value = "on";
}

/** @param {PushManager} pushes @param {string} key */
async function subscribe(pushes, key) {
  await (await pushes.getSubscription())?.unsubscribe();
  const made = await pushes.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(fault => {
    if (!(fault instanceof DOMException)) throw fault;
    return null;
  });
  if (made) await register(made);
  else push.value = "unreachable";
}

/** Has the server say something while the page is closed, or not. @param {boolean} isOn */
export async function setPush(isOn) {
  const pushes = await manager();
  if (!pushes) return;
  if (isOn) await subscribe(pushes, (await ask("GET", "/push/key")).key);
  else await end();
}

/** Ends it, here and at the server. */
async function end() {
  await unsubscribe();
  const { subscriptions } = await ask("GET", "/push/subscriptions");
  for (const one of subscriptions) if (one.isThis) await ask("DELETE", `/push/subscriptions/${one.id}`);
  push.value = "off";
}

/** Nothing of the account that was signed in is to come to this browser any more. The server has ended it with the session. */
export async function forgetPush() {
  push.value = "asking";
  await unsubscribe();
}

async function unsubscribe() {
  await (await (await manager())?.getSubscription())?.unsubscribe();
}

// It follows what was chosen: whether something is said, and how much.
effect(() => {
  const { isOn } = notices.value;
  if (state.value !== "in" || connection.value.state !== "on") return;
  const act = isOn ? load : push.peek() === "on" ? end : undefined;
  if (act) following.run(act, { what: "What is said while this page is closed may not follow these settings.", isPatient: true });
});
