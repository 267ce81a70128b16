// @ts-check
import { batch } from "../../vendor/signals.js";
import { ask } from "../api.js";
import { keep } from "../keep.js";
import { go } from "../router.js";
import { forgetConversations } from "./conversations.js";
import { loadDrafts } from "./drafts.js";
import { connect, disconnect } from "./events.js";
import { loadOutbox } from "./outbox.js";
import { forgetPeople } from "./people.js";
import { me, state } from "./signed.js";

/** Goes on with a session that this browser has, or shows the door. */
export async function resume() {
  try {
    enter(await ask("GET", "/me"));
  } catch (refusal) {
    if (/** @type {Error} */ (refusal).name === "network") setTimeout(resume, 2000);
    else state.value = "out";
  }
}

/** @param {number} uin @param {string} password @param {boolean} isInvisible */
export async function signIn(uin, password, isInvisible) {
  await ask("POST", "/session", { uin, password, device: browserName() });
  if (isInvisible) await ask("PUT", "/me/status", { status: "invisible" });
  enter(await ask("GET", "/me"));
}

/** Makes an account, and goes in with it. @param {string} nick @param {string} password @param {string} [invitation] */
export async function register(nick, password, invitation) {
  await ask("POST", "/registration", { nick, password, device: browserName(), ...invitation ? { invitation } : {} });
  go("");
  enter(await ask("GET", "/me"));
}

export async function signOut() {
  disconnect();
  await ask("DELETE", "/session").catch(() => {});
  state.value = "out";
}

/** @param {any} own */
function enter(own) {
  batch(() => {
    forgetConversations();
    forgetPeople();
    me.value = own;
    keep("uin", String(own.uin));
    loadDrafts();
    loadOutbox();
    state.value = "in";
  });
  connect();
}

/** What the session is called in the list of sessions: "Firefox, Linux". */
function browserName() {
  const agent = navigator.userAgent;
  const browser = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]]
    .find(([mark]) => agent.includes(mark))?.[1] ?? "Browser";
  const system = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "Mac"], ["Linux", "Linux"]]
    .find(([mark]) => agent.includes(mark))?.[1];
  return system ? `${browser}, ${system}` : browser;
}
