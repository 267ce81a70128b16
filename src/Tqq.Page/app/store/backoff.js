// @ts-check
/** No pause is longer, in seconds, but where the server says so. */
const longest = 30;

/**
 * How many seconds to wait before the next try: twice as long each time, spread by a quarter, so that those who lost the server together
 * do not come back together.
 * @param {number} tries how many there were in vain
 * @param {number} chance 0 to 1
 * @param {number} [asked] what the server asks for, 0 for nothing
 */
export function pauseAfter(tries, chance, asked = 0) {
  return Math.max(Math.min(longest, 2 ** Math.min(tries, 5)) * (0.75 + chance / 2), asked * (1 + chance / 4));
}
