// @ts-check
import { hasLocks } from "./locks.js";

/** For so long, in milliseconds, the tab that leads may keep the others waiting: it may have been put to sleep. */
const patience = 5000;

/** @typedef {{ type: string, [more: string]: any }} Told */

/**
 * The tabs of one account in this browser: one of them leads, and the others hear from it. When it closes, the next one leads.
 * Where the browser has no locks, each tab leads for itself.
 * @param {number} uin
 * @param {{ lead: () => void, yield: () => void, hear: (told: Told) => void, state: () => object }} handlers `lead` and `yield` say that
 *   this tab leads from now on, or no longer; `hear` is called with what other tabs tell, also with "here" and what the `state` of the leader is
 * @returns {{ tell: (told: Told) => void, call: () => void, leave: () => void }} `call` asks the leader to say how things are
 */
export function join(uin, handlers) {
  const channel = new BroadcastChannel(`tqq.${uin}`);
  const left = new AbortController();
  let isLeader = false;
  let timer = 0;
  let queued = new AbortController();
  let release = /** @type {(() => void) | undefined} */ (undefined);
  /** Waits for its turn to lead, or takes it. @param {boolean} [isTaken] */
  const wait = isTaken => {
    queued.abort();
    queued = new AbortController();
    navigator.locks.request(`tqq.lead.${uin}`, isTaken ? { steal: true } : { signal: queued.signal }, () => {
      if (left.signal.aborted) return undefined;
      isLeader = true;
      clearTimeout(timer);
      handlers.lead();
      return new Promise(done => { release = () => done(undefined); });
    }).catch(() => {
      // Another tab took over, because this one slept: it is one of the others now.
      if (left.signal.aborted || !isLeader) return;
      isLeader = false;
      handlers.yield();
      wait();
    });
  };
  channel.addEventListener("message", ({ data }) => {
    if (data.type === "call") {
      if (isLeader && hasLocks) tell({ type: "here", ...handlers.state() });
      return;
    }

    if (data.type === "here") clearTimeout(timer);
    handlers.hear(data);
  });
  /** @param {Told} told */
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows; a channel has none
  const tell = told => channel.postMessage(told);
  const call = () => {
    if (!hasLocks || isLeader) return;
    clearTimeout(timer);
    timer = setTimeout(() => { if (!isLeader && !left.signal.aborted) wait(true); }, patience);
    tell({ type: "call" });
  };
  if (hasLocks) wait();
  else {
    isLeader = true;
    handlers.lead();
  }

  return {
    tell, call,
    leave: () => {
      left.abort();
      queued.abort();
      clearTimeout(timer);
      release?.();
      channel.close();
    },
  };
}
