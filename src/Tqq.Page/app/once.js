// @ts-check
import { computed, effect, signal } from "../vendor/signals.js";

/**
 * What the server says once and nobody can say again, such as a password that it has made: a title, and what is drawn below it. Both are
 * functions, because the language may change meanwhile. `body`, and `acts`, which are buttons beside the last one, are given what to call
 * when somebody has copied or saved it. Where nothing would be lost, `isTaken` says so from the beginning.
 * @typedef {{ title: () => string, body: (onTaken: () => void) => any, acts?: (onTaken: () => void) => any, look?: string,
 *   isTaken?: boolean }} Once
 */

/**
 * What is shown, the oldest first. It belongs to no view: neither the back button, nor a link, nor another language takes it away.
 * @type {import("../vendor/signals.js").Signal<Once[]>}
 */
export const shown = signal([]);

// How many answers with such a thing are under way.
const coming = signal(0);

// The account that is signed in, or was last: what was made for it is shown to nobody else.
let owner = 0;

/** Somebody is signed in: what another account was shown goes. @param {number} uin */
export function belongTo(uin) {
  if (uin === owner) return;
  if (owner) shown.value = [];
  owner = uin;
}

/** Whether something would be lost by leaving the page. */
export const isAtStake = computed(() => coming.value > 0 || shown.value.some(one => !one.isTaken));

/** @param {Event} event */
const stay = event => event.preventDefault();

// The browser asks before it leaves the page. It is told only while that matters: such a page is not kept for the back button.
effect(() => {
  if (isAtStake.value) addEventListener("beforeunload", stay);
  else removeEventListener("beforeunload", stay);
});

/**
 * Has something made, and shows what the server says once. It is shown also where whoever asked for it is in another view by then.
 * @template T @param {() => Promise<T>} make @param {(made: T) => Once} show @returns {Promise<T>}
 */
export async function showOnce(make, show) {
  const uin = owner;
  coming.value++;
  try {
    const made = await make();
    if (uin === owner) shown.value = [...shown.value, show(made)];
    return made;
  } finally {
    coming.value--;
  }
}

/** Shows something that is not lost by being put away. @param {Once} one */
export function tell(one) {
  shown.value = [...shown.value, { ...one, isTaken: true }];
}

/** Somebody has copied or saved it. @param {Once} one */
export function take(one) {
  shown.value = shown.value.map(each => each === one ? { ...one, isTaken: true } : each);
}

/** Nobody needs it any more. @param {Once} one */
export function putAway(one) {
  shown.value = shown.value.filter(each => each !== one);
}
