// @ts-check
import { byLock, byLook } from "./leading.js";
import { hasLocks } from "./locks.js";

/** For so long, in milliseconds, the tab that leads may keep the others waiting: it may have been put to sleep. */
const patience = 5000;

/** So often, in milliseconds, the others ask whether it is awake. */
const often = 10_000;

/** @typedef {{ type: string, [more: string]: any }} Told */

/**
 * The tabs of one account in this browser: one of them leads, and the others hear from it. When it closes, another one leads.
 * @param {number} uin
 * @param {{ lead: () => void, yield: () => void, hear: (told: Told) => void, state: () => object }} handlers `lead` and `yield` say that
 *   this tab leads from now on, or no longer; `hear` is called with what other tabs tell, also with "here" and what the `state` of the
 *   leader is
 * @returns {{ tell: (told: Told) => void, call: () => void, leave: () => void }} `call` asks the leader to say how things are
 */
export function join(uin, handlers) {
  const channel = new BroadcastChannel(`tqq.${uin}`);
  const left = new AbortController();
  let isLeader = false;
  let timer = 0;
  /** @param {Told} told */
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows; a channel has none
  const tell = told => channel.postMessage(told);
  /** @param {boolean} isSo */
  const set = isSo => {
    if (isSo === isLeader || left.signal.aborted) return;
    isLeader = isSo;
    clearTimeout(timer);
    if (isSo) handlers.lead();
    else handlers.yield();
  };
  const turn = (hasLocks ? byLock : byLook)(uin, set, tell, left.signal);
  channel.addEventListener("message", ({ data }) => {
    if (data.type === "call") {
      if (isLeader) tell({ type: "here", ...handlers.state() });
    } else if (!turn.hear(data.type, isLeader)) {
      if (data.type === "here") clearTimeout(timer);
      handlers.hear(data);
    }
  });
  const call = () => {
    if (isLeader) return;
    clearTimeout(timer);
    timer = setTimeout(turn.take, patience);
    tell({ type: "call" });
  };
  const watch = setInterval(call, often);
  // A browser puts tabs to sleep at which nobody looks: such a tab hears nothing, and may answer all the same.
  document.addEventListener("freeze", () => turn.rest(isLeader), { signal: left.signal });
  document.addEventListener("resume", () => {
    turn.wake();
    call();
  }, { signal: left.signal });
  return {
    tell, call,
    leave: () => {
      turn.leave(isLeader);
      left.abort();
      clearTimeout(timer);
      clearInterval(watch);
      channel.close();
    },
  };
}
