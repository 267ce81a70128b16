// @ts-check
import { html } from "../../html.js";
import { Copy } from "../../parts/copy.js";
import { Icon } from "../../parts/icon.js";
import { conversations, newest } from "../../store/conversations.js";
import { friends } from "../../store/people.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";

/** Nobody is chosen; or there is nobody yet to choose. */
export function Empty() {
  const isNew = conversations.value !== null && !newest.value.length && !friends.value.length;
  return html`<main class="pane" id="main" tabindex="-1">${isNew ? html`<${FirstSteps} />` : html`<div class="empty">
    <p class="hi" aria-hidden="true">hi<i>,</i></p><h1 class="visually-hidden">${say("No chat chosen")}</h1>
      <p>${say("Choose somebody from the list.")}</p>
    <dl class="keys">
      <dt><kbd>↑</kbd><kbd>↓</kbd></dt><dd>${say("through the list")}</dd>
      <dt><kbd>/</kbd></dt><dd>${say("search")}</dd>
      <dt><kbd>Alt</kbd><kbd>N</kbd></dt><dd>${say("next unread")}</dd>
      <dt><kbd>?</kbd></dt><dd>${say("all keys")}</dd>
    </dl></div>`}</main>`;
}

function FirstSteps() {
  const { uin } = me.value;
  return html`<div class="scroll"><div class="empty"><h1>${say("You have a number.")}</h1>
    <p>${say("Three things make it worth having.")}</p>
    <ol class="start">
      <li><b>${say("Give it away")}</b><div class="then"><span class="bignumber">${uin} <${Copy} text=${String(uin)}
        label=${say("Copy my number")} /></span></div></li>
      <li><b>${say("Add a friend by number or nickname")}</b><div class="then"><a class="btn primary" href="#/add">
        <${Icon} name="add" />${say("Add a friend")}</a></div></li>
      <li><b>${say("Bring something old")}</b><div class="then">
        <span>${say("Any HTTP QQ client of 2005 works here. So does curl.")}</span></div></li>
    </ol></div></div>`;
}
