// @ts-check
import { batch, signal } from "../../vendor/signals.js";
import { ask, onRefused, ownAfterSigningIn, Refusal } from "../api.js";
import { keep, kept } from "../keep.js";
import { belongTo } from "../once.js";
import { go, replace } from "../router.js";
import { ahead, endedAhead, forgetStream } from "./ahead.js";
import { pauseAfter } from "./backoff.js";
import { forgetConversations } from "./conversations.js";
import { loadDrafts } from "./drafts.js";
import { begin, disconnect, tell } from "./events.js";
import { loadOutbox } from "./outbox.js";
import { forgetPeople } from "./people.js";
import { forgetPush } from "./push.js";
import { forgetRequests } from "./requests.js";
import { forgetSeen, keepNothingSeen, showSeen } from "./seen.js";
import { endedBy, isCurrent, isOver, me, setCurrent, state } from "./signed.js";
import { comeInstead, finishLeaving } from "./signing-out.js";
import { countUnsent, forgetUnsent, loadUnsent } from "./unsent.js";

/** What would be lost by signing out, which is asked then; null where nothing is asked. */
export const atStake = signal(/** @type {import("./unsent.js").Unsent | null} */ (null));

/** After so many milliseconds without an answer the page says that there is none, and waits on. */
const patience = 8000;

let tries = 0;
let timer = 0;

/** Goes on with a session that this browser has, or shows the door. Without a network it shows what was seen last. */
export async function resume() {
  clearTimeout(timer);
  const waiting = setTimeout(() => { if (state.value === "asking") state.value = "unreachable"; }, patience);
  try {
    // Whoever has signed out does not go in again because the server has not heard of it.
    if (!await finishLeaving()) throw new Refusal("network", "the server has not heard of a sign-out");
    await goIn(whoIsIn);
  } catch (refusal) {
    // Somebody has tried it again meanwhile, and was answered.
    if (state.value === "in") return;
    if (/** @type {Error} */ (refusal).name === "not-signed-in") {
      [isOver.value, endedBy.value] = [Boolean(kept("account")), endedAhead()];
      await showDoor(Number(kept("account")));
    }
    else if (kept("account") && await showSeen(Number(kept("account")))) await enter(me.value);
    else {
      state.value = "unreachable";
      clearTimeout(timer);
      timer = setTimeout(resume, 1000 * pauseAfter(tries++, Math.random()));
    }
  } finally {
    clearTimeout(waiting);
  }
}

/** The account that is signed in. What was said of that ahead counts where this browser still knows of the same. */
async function whoIsIn() {
  const own = await ahead("/me");
  return own && String(own.uin) === kept("account") ? own : ask("GET", "/me");
}

/**
 * @param {number} uin @param {string} password @param {{ isInvisible: boolean, stay: boolean, code?: string }} how `stay` where the session
 *   outlives the browser's window, `code` that of the second factor of an administrator
 */
export async function signIn(uin, password, { isInvisible, stay, code }) {
  const status = isInvisible ? { status: "invisible" } : {};
  keepNothingSeen(!stay);
  await change(() => ask("POST", "/session", { uin, password, device: browserName(), stay, ...status, ...code ? { code } : {} }));
  await goInAnew();
}

/** Makes an account, and goes in with it. @param {string} nick @param {string} password @param {string} [invitation] */
export async function register(nick, password, invitation) {
  await change(() => ask("POST", "/registration", { nick, password, device: browserName(), ...invitation ? { invitation } : {} }));
  // The invitation is used up: nothing leads back to it.
  await goInAnew(() => replace(""));
}

/** Signs out; where texts would be lost by that, it asks first. */
export async function signOut() {
  atStake.value = await countUnsent(me.value.uin);
  if (!atStake.value) await leave();
}

/** Signs out, and forgets all that was kept of the account on this device. */
export async function leave() {
  const { uin } = me.value;
  atStake.value = null;
  keep("leaving", String(uin));
  await forgetUnsent(uin);
  tell("over");
  // The session ends while the browser still forgets, which may take long: a service worker has to be there for that.
  await Promise.all([end(), finishLeaving()]);
}

/** Changes who is signed in, which holds for all tabs. @param {() => Promise<{ uin: number }>} act */
async function change(act) {
  await finishLeaving();
  setCurrent(null);
  setCurrent((await comeInstead(act)).uin);
}

/**
 * Goes in as the account that is signed in. The tabs share one cookie: where another tab has signed in while the answer was on its way, the
 * answer is of an account that is not signed in here any more, and is asked for again.
 * @param {() => Promise<any>} read @param {() => void} [before] what is done just before
 */
async function goIn(read, before = () => {}) {
  let own;
  let current = /** @type {string | null} */ (null);
  do {
    current = kept("account");
    own = await read();
  } while (kept("account") !== current);
  if (state.value === "in") {
    // That other tab had this one go in already.
    if (me.value.uin === own.uin) return;
    disconnect();
  }

  before();
  await enter(own);
}

/** Goes in with a session that was opened just now. @param {() => void} [before] */
async function goInAnew(before) {
  try {
    await goIn(() => ownAfterSigningIn(() => ask("GET", "/me")), before);
  } catch (refusal) {
    if (/** @type {Error} */ (refusal).name === "no-cookie") setCurrent(null);
    throw refusal;
  }
}

/** @param {any} own */
async function enter(own) {
  tries = 0;
  batch(() => {
    // Where there is no network, what was seen last is known already.
    if (own !== me.value) {
      forgetConversations();
      forgetPeople();
      forgetRequests();
      me.value = own;
    }

    belongTo(own.uin);
    keep("uin", String(own.uin));
    setCurrent(own.uin);
    loadDrafts();
    [state.value, isOver.value] = ["in", false];
  });
  await loadOutbox();
  // Whoever has signed out meanwhile hears nothing any more.
  if (state.value === "in" && me.value.uin === own.uin) begin(end);
}

/** The session is over, in all tabs. What was read here is forgotten; what was written and not sent waits for the account, unseen. */
async function end(by = "") {
  if (state.value !== "in") return;
  const { uin } = me.value;
  disconnect();
  isOver.value = !kept("leaving");
  endedBy.value = by || endedAhead();
  if (isCurrent()) setCurrent(null);
  // Whoever comes next does not begin where this one was.
  go("");
  await showDoor(uin);
}

/** @param {number} uin the account that was signed in; 0 for none */
async function showDoor(uin) {
  forgetStream();
  batch(() => {
    state.value = "out";
    forgetConversations();
    forgetPeople();
    forgetRequests();
  });
  await forgetPush();
  if (uin) await forgetSeen(uin);
  await loadUnsent();
}

onRefused("not-signed-in", () => end());
// The browser is signed in with another account, which another tab has not said yet.
onRefused("other-account", async () => {
  await end();
  await resume();
});

// Another tab has signed in or out.
addEventListener("storage", event => {
  if (event.key !== "tqq.account") return;
  if (state.value === "in" && !isCurrent()) end();
  else if (state.value === "out" && event.newValue) resume();
});
addEventListener("online", () => { if (state.value === "unreachable") resume(); });

/** What the session is called in the list of sessions: "Firefox, Linux". */
function browserName() {
  const agent = navigator.userAgent;
  const browser = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]]
    .find(([mark]) => agent.includes(mark))?.[1] ?? "Browser";
  const system = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "Mac"],
    ["Linux", "Linux"]]
    .find(([mark]) => agent.includes(mark))?.[1];
  return system ? `${browser}, ${system}` : browser;
}
