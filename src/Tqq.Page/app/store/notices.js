// @ts-check
import { effect, signal } from "../../vendor/signals.js";
import { ask } from "../api.js";
import { keep, kept } from "../keep.js";
import { language } from "../looks.js";
import { go, route } from "../router.js";
import { say } from "../words.js";
import { conversations, system } from "./conversations.js";
import { hear, leads } from "./events.js";
import { holdWhileVisible, isHeld } from "./locks.js";
import { people } from "./people.js";
import { me, state } from "./signed.js";
import { playSound } from "./sound.js";
import { hasWorker, tellWorker } from "./worker.js";

/** What this browser was told to do when something comes: show it, show its words, and make a sound. */
export const notices = signal({
  isOn: kept("notices") === "on", hasText: kept("notices.text") !== "off", hasSound: kept("notices.sound") === "on",
});

/** Whether this browser can show notifications: "yes", "no", "denied" where it was told not to. */
export const canShow = signal(!hasWorker || !("Notification" in globalThis) ? "no" : Notification.permission === "denied" ? "denied"
  : "yes");

const visible = () => `visible.${me.value.uin}`;

/** Switches notifications on or off. Only now is the browser's permission asked for. @param {boolean} isOn */
export async function setNotices(isOn) {
  if (isOn && await Notification.requestPermission() !== "granted") {
    canShow.value = Notification.permission === "denied" ? "denied" : "yes";
    return;
  }

  keep("notices", isOn ? "on" : null);
  notices.value = { ...notices.value, isOn };
}

/** @param {boolean} hasText */
export function setText(hasText) {
  keep("notices.text", hasText ? null : "off");
  notices.value = { ...notices.value, hasText };
}

/** @param {boolean} hasSound */
export function setSound(hasSound) {
  keep("notices.sound", hasSound ? "on" : null);
  notices.value = { ...notices.value, hasSound };
  if (hasSound) playSound();
}

/**
 * Who it is, who may write for the first time.
 * @param {number} peer
 * @returns {Promise<string | undefined>} nothing for the server itself
 */
async function nickOf(peer) {
  if (peer === system) return undefined;
  return people.value.get(peer)?.nick ?? ask("GET", `/people/${peer}`).then(one => one.nick, () => String(peer));
}

/** Says that something came, where nobody looks. @param {string} kind @param {import("./conversations.js").Message} message */
async function announce(kind, { peer, sent, text }) {
  // One tab does it for all.
  if (sent || !leads() || conversations.value?.get(peer)?.muted) return;
  const isLookedAt = await isHeld(visible());
  const isOpen = route.value[0] === "chat" && route.value[1] === String(peer);
  if (notices.value.hasSound && !(isLookedAt && isOpen)) playSound();
  if (isLookedAt || !notices.value.isOn || canShow.value !== "yes") return;
  await tellWorker({ type: "show", news: { kind, peer, nick: await nickOf(peer), text: notices.value.hasText && kind === "message" ? text
    : undefined } });
}

hear("message", message => announce("message", message));
hear("announcement", message => announce("announcement", message));
hear("request", message => announce(message.kind, message));
hear("read", ({ peer }) => leads() && tellWorker({ type: "close", peer }));

effect(() => state.value === "in" ? holdWhileVisible(visible()) : undefined);

// What comes while the page is closed is shown in the language of the page.
effect(() => {
  const words = {
    message: say("New message"), request: say("Asks to be a friend"), accepted: say("Is a friend now"), refused: say("Has refused"),
    announcement: say("A word of the server"),
  };
  if (hasWorker && language.value)
    caches.open("words").then(cache => cache.put("/words", new Response(JSON.stringify(words)))).catch(() => {});
});

if (hasWorker) navigator.serviceWorker.addEventListener("message", ({ data }) => { if (data.type === "open") go(data.view); });
