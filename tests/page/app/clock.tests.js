// @ts-check
import { hearTime, serverTime } from "../../../src/Tqq.Page/app/clock.js";
import { equal } from "../check.js";

const hour = 3_600_000;
const at = Date.parse("Thu, 28 May 2026 14:02:00 GMT");

/**
 * How far the clock of the device has moved since the server said its time, and what is reckoned of the server's time by then, in hours.
 */
const after = (/** @type {number} */ wall, /** @type {number} */ steady) => {
  const [now, monotonic] = [Date.now, performance.now];
  try {
    const [device, start] = [now(), monotonic.call(performance)];
    Date.now = () => device;
    performance.now = () => start;
    hearTime("Thu, 28 May 2026 14:02:00 GMT");
    Date.now = () => device + wall * hour;
    performance.now = () => start + steady * hour;
    const { earliest, latest } = serverTime();
    return [(earliest - at) / hour, (latest - at) / hour];
  } finally {
    Date.now = now;
    performance.now = monotonic;
  }
};

export const tests = {
  "The server's time goes on as the clocks here do": () => equal(after(2, 2), [2, 2]),
  "A clock that is set ahead may be right or wrong": () => equal(after(25, 1), [1, 25]),
  "So may one that is set back": () => equal(after(-23, 1), [-23, 1]),
  "While the device sleeps one clock may stand still": () => equal(after(30, 0), [0, 30]),
  "An answer that says no time changes nothing": () => {
    hearTime("Thu, 28 May 2026 14:02:00 GMT");
    const { latest } = serverTime();
    hearTime(null);
    hearTime("soon");
    equal(serverTime().latest - latest < hour, true);
  },
};
