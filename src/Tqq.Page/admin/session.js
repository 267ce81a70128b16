// @ts-check
import { effect, signal } from "../vendor/signals.js";
import { asker, mean, Refusal, onRefused, ownAfterSigningIn, patience } from "../app/api.js";
import { keep, kept } from "../app/keep.js";
import { belongTo } from "../app/once.js";
import { pauseAfter } from "../app/store/backoff.js";
import { change } from "./draft.js";

/**
 * @typedef {{ uin: number, nick: string, role: "full" | "read-only", totp: boolean, recoveryCodes: number,
 *   confirmedUntil?: string }} Administrator
 */

/** Whether somebody is signed in: "asking", "unreachable" where the server does not answer that, "in", "out". */
export const state = signal("asking");

/** Whether somebody was signed in in this browser and has not signed out: the server ended the session, or another administrator. */
export const isOver = signal(false);

/** The administrator who is signed in. */
export const me = signal(/** @type {Administrator} */ ({ uin: 0, nick: "", role: "read-only", totp: false, recoveryCodes: 0 }));

// Nothing is done in this tab for an account that it does not show.
effect(() => mean(state.value === "in" ? me.value.uin : 0));

/**
 * The question for the password that is open: what is to be done after it. Null for none.
 * What destroys something asks for the password again.
 */
export const question = signal(/** @type {{ done: () => void, given: (fault: unknown) => void } | null} */ (null));

/** What takes as long as there is much of, such as the passwords of a table, may take so long, in milliseconds. */
const longest = 30 * 60_000;

const ask = asker("/admin/api/v1", patience);
const askLong = asker("/admin/api/v1", longest);
const askFile = asker("/admin/api/v1", longest, response => response.blob());

let tries = 0;
let timer = 0;

/** @param {Administrator} one */
export function enter(one) {
  if (one.uin !== me.value.uin) {
    change({ text: "", to: "all" });
    dropQuestion();
  }

  belongTo(one.uin);
  me.value = one;
  keep("administrator", String(one.uin));
  keep("administrator.in", "yes");
  [state.value, isOver.value] = ["in", false];
  tries = 0;
}

// A question is for the administrator who was asked: another one must not confirm the act of the first.
function dropQuestion() {
  question.value?.given(null);
  question.value = null;
}

// Nobody is signed in any more.
function leave() {
  isOver.value = kept("administrator.in") !== null;
  state.value = "out";
  dropQuestion();
}

onRefused("not-signed-in", leave);
// The browser is signed in with another account: another tab has done that.
onRefused("other-account", () => {
  state.value = "asking";
  return resume();
});

/**
 * Asks. Where the server wants the password again, the question opens, and the same is asked once more: the server says when, because the
 * clock of this device may be another.
 * @template T @param {() => Promise<T>} act @returns {Promise<T>}
 */
async function confirmed(act) {
  try {
    return await act();
  } catch (refusal) {
    if (/** @type {Error} */ (refusal).name !== "confirm-password") throw refusal;
    // One is asked at a time: what waited for the question before is given up.
    question.value?.given(null);
    await new Promise((resolve, reject) => { question.value = { done: () => resolve(null), given: reject }; });
    return act();
  }
}

/** Whether what is not there is no number: something is taken away, or the rights of who is no administrator any more are changed. */
const isGone = (/** @type {string} */ method, /** @type {string} */ path) =>
  method === "DELETE" || method === "PATCH" && path.startsWith("/administrators/");

/**
 * Asks the admin API.
 * @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers] @returns {Promise<any>}
 */
export const askAdmin = (method, path, body, headers) => confirmed(() => ask(method, path, body, headers)).catch(refusal => {
  throw refusal.name === "missing" && isGone(method, path) ? new Refusal("gone-already", refusal.message) : refusal;
});

/**
 * Asks the admin API for what takes as long as there is much of it.
 * @param {string} method @param {string} path @returns {Promise<any>}
 */
export const askAdminLong = (method, path) => confirmed(() => askLong(method, path));

/** Saves a file that the admin API makes. @param {string} path @param {string} name what it is called on this device */
export async function saveFile(path, name) {
  const address = URL.createObjectURL(await confirmed(() => askFile("POST", path)));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Sends a list. What is wrong with it is in the facts of the refusal.
 * @param {string} path
 * @param {string} list in CSV
 * @returns {Promise<any>}
 */
export const askAdminCsv = (path, list) => confirmed(() => askLong("POST", path, new Blob([list], { type: "text/csv" })));

/** Goes on with a session that this browser has, or asks who is there. */
export async function resume() {
  clearTimeout(timer);
  try {
    enter(await ask("GET", "/session"));
  } catch (fault) {
    const { name, seconds } = /** @type {import("../app/api.js").Refusal} */ (fault);
    if (name === "not-signed-in") leave();
    else if (state.value !== "in") {
      // A server that fails, or has no time, has not said that nobody is signed in.
      state.value = "unreachable";
      clearTimeout(timer);
      timer = setTimeout(resume, 1000 * pauseAfter(tries++, Math.random(), seconds));
    }
  }
}

addEventListener("online", () => { if (state.value === "unreachable") resume(); });

/** Whoever comes back to this tab may have signed out in another one, or in as somebody else: all tabs have one cookie. */
async function lookAgain() {
  if (document.visibilityState !== "visible" || state.value !== "in") return;
  try {
    enter(await ask("GET", "/session"));
  } catch (refusal) {
    if (/** @type {Error} */ (refusal).name === "not-signed-in") leave();
  }
}

addEventListener("visibilitychange", lookAgain);

/** @param {number} uin @param {string} password @param {string} [code] the one of the second factor */
export async function signIn(uin, password, code) {
  await ask("POST", "/session", { uin, password, code: code || undefined });
  enter(await ownAfterSigningIn(() => ask("GET", "/session")));
}

/**
 * Whether a link makes no administrator any more. Where the server does not say so, that is told when the form is sent.
 * @param {string} code @returns {Promise<boolean>}
 */
export const isLinkOver = code => ask("POST", "/first/check", { code }).then(({ good }) => !good, () => false);

/** Makes the first administrator by a link. @param {{ code: string, nick: string, password: string, uin?: number }} first */
export async function makeFirst(first) {
  await ask("POST", "/first", first);
  enter(await ownAfterSigningIn(() => ask("GET", "/session")));
}

/** @param {string} password */
export async function confirm(password) {
  enter(await ask("POST", "/session/confirm", { password }));
}

/** Ends this session. Where the server has not heard of it, the session goes on, and the page does not look as if it were over. */
export async function signOut() {
  try {
    await ask("DELETE", "/session");
  } catch (refusal) {
    if (/** @type {Error} */ (refusal).name !== "not-signed-in") throw refusal;
  }

  keep("administrator.in", null);
  leave();
}
