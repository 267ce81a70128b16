// @ts-check
/** Whether tabs of this browser can take turns. Browsers have no locks for pages that come over plain http from another machine. */
export const hasLocks = "locks" in navigator;

/**
 * Does a work while no other tab does one of that name. Without locks it is done at once.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export const inTurn = (name, work) => hasLocks ? navigator.locks.request(`tqq.${name}`, work) : work();
