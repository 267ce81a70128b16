// @ts-check
/** Whether tabs of this browser can take turns. Browsers have no locks for pages that come over plain http from another machine. */
export const hasLocks = "locks" in navigator;

/**
 * Does a work while no other tab does one of that name. Without locks it is done at once.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export const inTurn = (name, work) => hasLocks ? navigator.locks.request(`tqq.${name}`, work) : work();

/** What this tab holds while it is to be seen; settled when it has let go of it. */
let held = Promise.resolve();

/** Holds a lock beside others as long as this tab is to be seen. @param {string} name @returns {() => void} lets go of it for good */
export function holdWhileVisible(name) {
  const ended = new AbortController();
  /** @type {(() => void) | undefined} */
  let release;
  const isSeen = () => document.visibilityState === "visible" && !ended.signal.aborted;
  const look = () => {
    if (!isSeen()) {
      release?.();
      release = undefined;
    } else if (hasLocks && !release) {
      held = navigator.locks.request(`tqq.${name}`, { mode: "shared" }, () => isSeen() && !release
        ? new Promise(done => { release = () => done(undefined); }) : undefined);
    }
  };
  document.addEventListener("visibilitychange", look, { signal: ended.signal });
  look();
  return () => {
    ended.abort();
    look();
  };
}

/**
 * Whether a tab holds it: this one, where it is to be seen, or else another. Without locks nothing is known of others.
 * @param {string} name
 */
export async function isHeld(name) {
  if (document.visibilityState === "visible") return true;
  if (!hasLocks) return false;
  await held;
  const all = await navigator.locks.query();
  return all.held?.some(lock => lock.name === `tqq.${name}`) ?? false;
}
