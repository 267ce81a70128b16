// @ts-check
import { go, route } from "./router.js";
import { newest } from "./store/conversations.js";
import { state } from "./store/signed.js";

addEventListener("keydown", event => {
  if (state.value !== "in" || event.isComposing) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const isWriting = target.matches("input, textarea, select");
  if (event.key === "/" && !isWriting || event.key.toLowerCase() === "k" && event.ctrlKey) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  } else if (event.altKey && event.code === "KeyN") {
    event.preventDefault();
    goToUnread(event.shiftKey ? -1 : 1);
  } else if (event.altKey && event.code === "KeyI" && route.value[0] === "chat") {
    event.preventDefault();
    go(route.value[2] ? `chat/${route.value[1]}` : `chat/${route.value[1]}/card`);
  } else if (event.altKey && event.code === "Digit3") {
    event.preventDefault();
    go("requests");
  } else if (event.key === "Escape" && route.value[2] === "card") {
    go(`chat/${route.value[1]}`);
  }
});

/** @param {number} step 1 for the next conversation of which something is unread, -1 for the one before */
function goToUnread(step) {
  const all = step > 0 ? newest.value : [...newest.value].toReversed();
  const at = all.findIndex(one => String(one.peer) === route.value[1]);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(one => one.unread > 0);
  if (next) go(`chat/${next.peer}`);
}
