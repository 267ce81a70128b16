// @ts-check
/**
 * How it is settled which tab leads. `take` has this tab lead now. `hear` is given what other tabs say, and whether this one leads, and
 * answers whether it was about that. `leave` says that this tab closes; `rest` that it is put to sleep, and `wake` that this is over.
 * @typedef {{ take: () => void, hear: (type: string, isLeader: boolean) => boolean, leave: (isLeader: boolean) => void,
 *   rest: (isLeader: boolean) => void, wake: () => void }} Turn
 */

/** When the tab that led has closed, the others claim its place within so many milliseconds, each at another time. */
const spread = 500;

/**
 * The browser gives a lock to one tab, and to the next one when that is closed.
 * @param {number} uin @param {(isLeader: boolean) => void} set @param {unknown} _ @param {AbortSignal} left @returns {Turn}
 */
export function byLock(uin, set, _, left) {
  let queued = new AbortController();
  let release = /** @type {(() => void) | undefined} */ (undefined);
  /** Waits for its turn, or takes it. @param {boolean} [isTaken] */
  const wait = isTaken => {
    queued.abort();
    queued = new AbortController();
    let isHeld = false;
    navigator.locks.request(`tqq.lead.${uin}`, isTaken ? { steal: true } : { signal: queued.signal }, () => {
      if (left.aborted) return undefined;
      isHeld = true;
      set(true);
      return new Promise(done => { release = () => done(undefined); });
    }).catch(() => {
      // Another tab took over, because this one slept: it is one of the others now.
      if (left.aborted || !isHeld) return;
      set(false);
      wait();
    });
  };
  const stop = () => {
    queued.abort();
    release?.();
  };
  wait();
  return {
    take: () => { if (!left.aborted) wait(true); },
    hear: () => false,
    leave: stop,
    rest: () => {
      stop();
      set(false);
    },
    wake: () => wait(),
  };
}

/**
 * Where the browser has no locks, as for pages by plain http: the tab leads that was looked at last. Should two lead for a moment, nothing
 * is heard twice for that.
 * @param {number} _ @param {(isLeader: boolean) => void} set @param {(told: { type: string }) => void} tell @param {AbortSignal} left
 * @returns {Turn}
 */
export function byLook(_, set, tell, left) {
  let timer = 0;
  const take = () => {
    clearTimeout(timer);
    if (left.aborted) return;
    tell({ type: "mine" });
    set(true);
  };
  const look = () => { if (document.visibilityState === "visible") take(); };
  /** @param {boolean} isLeader */
  const goodbye = isLeader => {
    clearTimeout(timer);
    if (isLeader) tell({ type: "bye" });
  };
  document.addEventListener("visibilitychange", look, { signal: left });
  // This tab has no place yet, and whoever leads answers to nobody before it has.
  queueMicrotask(look);
  return {
    take,
    hear: (type, isLeader) => {
      if (type === "mine") {
        clearTimeout(timer);
        set(false);
      } else if (type === "bye" && !isLeader) timer = setTimeout(take, spread * Math.random());
      return type === "mine" || type === "bye";
    },
    leave: goodbye,
    rest: isLeader => {
      set(false);
      goodbye(isLeader);
    },
    wake: look,
  };
}
