// @ts-check
import { signal } from "../vendor/signals.js";
import { go, route } from "./router.js";
import { newest } from "./store/conversations.js";
import { state } from "./store/signed.js";
import { sought } from "./views/list/search.js";
import { tab } from "./views/list/tab.js";

/** Whether the sheet of all keys is to be seen. */
export const isSheetOpen = signal(false);

/**
 * What keys with Alt do, by where they are on the keyboard: what they write differs.
 * @type {Record<string, (event: KeyboardEvent) => void>}
 */
const withAlt = {
  Digit1: () => show("chats"),
  Digit2: () => show("friends"),
  Digit3: () => go("requests"),
  KeyN: event => goToUnread(event.shiftKey ? -1 : 1),
  KeyM: () => /** @type {HTMLElement | undefined} */ ([...document.querySelectorAll("#log .of-message")].at(-1))?.focus(),
  KeyI: () => {
    const [view, about, more] = route.value;
    if (view === "chat") go(more === "card" ? `chat/${about}` : `chat/${about}/card`);
  },
};

addEventListener("keydown", event => {
  // What is open over the page has its own keys, and letters that an input method puts together are no commands.
  if (state.value !== "in" || event.isComposing || event.defaultPrevented) return;
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  const isWriting = /** @type {HTMLElement} */ (event.target).matches("input, textarea, select");
  const hasOther = event.ctrlKey || event.metaKey;
  const alt = event.altKey && !hasOther ? withAlt[event.code] : undefined;
  if (alt) alt(event);
  else if (event.key === "/" && !isWriting && !event.altKey || event.key.toLowerCase() === "k" && hasOther) focus("search");
  else if (["?", "？"].includes(event.key) && !isWriting) isSheetOpen.value = true;
  else if (event.key === "Escape") leave();
  else return;
  event.preventDefault();
});

/** @param {string} id */
const focus = id => document.getElementById(id)?.focus();

/** @param {string} name */
function show(name) {
  sought.value = "";
  tab.value = name;
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(".list a.row[tabindex='0']"))?.focus());
}

/** Closes what is open, one thing at a time, and goes back to where one writes. */
function leave() {
  const [view, about, more] = route.value;
  if (sought.value) sought.value = "";
  else if (more === "card") go(`chat/${about}`);
  else if (view && view !== "chat" && document.activeElement === document.body) go("");
  if (document.getElementById("text")) focus("text");
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** @param {number} step 1 for the next conversation of which something is unread, -1 for the one before */
function goToUnread(step) {
  const all = step > 0 ? newest.value : newest.value.toReversed();
  const at = all.findIndex(one => String(one.peer) === route.value[1]);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(one => one.unread > 0);
  if (next) go(`chat/${next.peer}`);
}
