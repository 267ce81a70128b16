// @ts-check
import { html } from "../../html.js";
import { conversations, newest } from "../../store/conversations.js";
import { areFriendsKnown, friends } from "../../store/people.js";
import { say } from "../../words.js";
import { FirstSteps } from "./first-steps.js";

/** Nobody is chosen; or there is nobody yet to choose. */
export function Empty() {
  const isNew = conversations.value !== null && areFriendsKnown.value && !newest.value.length && !friends.value.length;
  if (isNew) return html`<main class="pane" id="main" tabindex="-1"><div class="scroll"><${FirstSteps} /></div></main>`;
  return html`<main class="pane" id="main" tabindex="-1"><div class="empty">
    <p class="hi" aria-hidden="true">hi<i>,</i></p><h1 class="visually-hidden">${say("No chat chosen")}</h1>
      <p>${say("Choose somebody from the list.")}</p>
    <dl class="keys">
      <dt><kbd>↑</kbd><kbd>↓</kbd></dt><dd>${say("through the list")}</dd>
      <dt><kbd>/</kbd></dt><dd>${say("search")}</dd>
      <dt><kbd>Alt</kbd><kbd>N</kbd></dt><dd>${say("next unread")}</dd>
      <dt><kbd>?</kbd></dt><dd>${say("all keys")}</dd>
    </dl></div></main>`;
}
