// @ts-check
import { signal } from "../vendor/signals.js";

const read = () => location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decoded);

/** A part of an address, as it is where it is no text of an address. @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where the page is, as the parts of its address behind "#/": ["chat", "10002"]. Empty is the list. */
export const route = signal(read());

addEventListener("hashchange", () => { route.value = read(); });

/** @param {string} to */
export function go(to) {
  location.hash = `#/${to}`;
}

/** Goes somewhere else without a way back to here. @param {string} to */
export function replace(to) {
  history.replaceState(null, "", `#/${to}`);
  route.value = read();
}

/** The views of somebody who is signed in, but for the list, which has no name. */
const views = ["chat", "requests", "add", "me", "settings", "own"];

/** The lowest number of all, which is the system's, and the highest. */
const [lowest, highest] = [10_000, 4_294_967_295];

/** Whether a part of an address is a number that somebody may have. @param {string | undefined} part */
const isNumber = part => Number.isSafeInteger(Number(part)) && Number(part) >= lowest && Number(part) <= highest;

/** Whether there is a view at an address, for somebody who is signed in. @param {string[]} parts */
export function hasView([view, about]) {
  return view === undefined || (view === "chat" ? isNumber(about) : views.includes(view));
}

/** Goes to where one came from, and to the list where one came from nowhere. */
export function back() {
  if (history.length > 1) history.back();
  else go("");
}
