// @ts-check
import { ask, meantFor } from "../api.js";
import { keep, kept } from "../keep.js";
import { pauseAfter } from "./backoff.js";

/*
 * Only the server can take the cookie away. Where it was not reached when somebody signed out, it is told as soon as it is.
 */

/** How it is told just now. @type {Promise<boolean> | null} */
let telling = null;
let tries = 0;
let timer = 0;

/** Whether somebody signs in just now. */
let isComing = false;

/**
 * Tells the server what it has not heard.
 * @returns {Promise<boolean>} whether no sign-out is left that the server has not heard of
 */
export function finishLeaving() {
  telling ??= tellServer().finally(() => { telling = null; });
  return telling;
}

async function tellServer() {
  clearTimeout(timer);
  const uin = kept("leaving");
  if (!uin) return true;
  if (isComing) return false;
  const isLost = await ask("DELETE", "/session", undefined, meantFor(Number(uin)))
    .then(() => false, refusal => refusal.name === "network");
  if (isLost) timer = setTimeout(finishLeaving, 1000 * pauseAfter(tries++, Math.random()));
  else {
    tries = 0;
    keep("leaving", null);
  }

  return !isLost;
}

/**
 * Opens a session. The cookie is then that of the new session: a sign-out from the last one must not end it.
 * @template T @param {() => Promise<T>} open @returns {Promise<T>}
 */
export async function comeInstead(open) {
  isComing = true;
  try {
    const opened = await open();
    keep("leaving", null);
    return opened;
  } finally {
    isComing = false;
    finishLeaving();
  }
}

addEventListener("online", finishLeaving);
