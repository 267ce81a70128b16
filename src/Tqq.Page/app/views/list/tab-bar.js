// @ts-check
import { html } from "../../html.js";
import { Icon } from "../../parts/icon.js";
import { go, route } from "../../router.js";
import { unread } from "../../store/conversations.js";
import { received } from "../../store/requests.js";
import { say } from "../../words.js";
import { Badge } from "./rows.js";
import { tab } from "./tab.js";

/** @param {string} name */
const show = name => () => {
  tab.value = name;
  go("");
};

/** On a phone, below everything. */
export function TabBar() {
  const isOwn = route.value[0] === "own";
  const waiting = unread.value + received.value.length;
  return html`<nav class="tabbar" aria-label=${say("Sections")}>
    <a href="#/" onClick=${show("chats")} aria-current=${!isOwn && tab.value === "chats" ? "page" : undefined}><${Icon} name="chats" />
      <span>${say("Chats")}</span><${Badge} count=${waiting} words=${say("waiting")} /></a>
    <a href="#/" onClick=${show("friends")} aria-current=${!isOwn && tab.value === "friends" ? "page" : undefined}>
      <${Icon} name="friends" /><span>${say("Friends")}</span></a>
    <a href="#/own" aria-current=${isOwn ? "page" : undefined}><${Icon} name="account" /><span>${say("Me")}</span></a>
  </nav>`;
}
