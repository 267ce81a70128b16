// @ts-check
/**
 * The server's clock. What the server decides by it, such as for how long it knows a key, is reckoned with it here, too: the clock of a
 * device may be wrong, and may be set at any time. Between two answers of the server the time that passed is known from two clocks, of
 * which one is set by people, and the other one may stand still while the device sleeps.
 */
let heard = Date.now();
let isHeard = false;
let [wall, steady] = [heard, performance.now()];

/** Takes in when an answer was made. @param {string | null} date its header of that name */
export function hearTime(date) {
  const at = Date.parse(date ?? "");
  if (Number.isNaN(at)) return;
  [heard, isHeard] = [at, true];
  [wall, steady] = [Date.now(), performance.now()];
}

/** Whether the server has said what time it is: until then its clock is taken to be that of the device. */
export const hasHeard = () => isHeard;

/** What the server's clock says, in milliseconds: not before `earliest`, and not after `latest`. */
export function serverTime() {
  const passed = [Date.now() - wall, performance.now() - steady];
  return { earliest: heard + Math.min(...passed), latest: heard + Math.max(...passed) };
}
