// @ts-check
import { useEffect } from "../vendor/hooks.js";
import { render } from "../vendor/preact.js";
import { effect } from "../vendor/signals.js";
import { html } from "./html.js";
import "./keys.js";
import { language } from "./looks.js";
import { route } from "./router.js";
import { unread } from "./store/conversations.js";
import { connection } from "./store/events.js";
import { resume } from "./store/session.js";
import { state } from "./store/signed.js";
import { Leave, Unreachable } from "./parts/leaving.js";
import { ShownOnce } from "./parts/shown-once.js";
import { Conversation } from "./views/conversation/conversation.js";
import { Empty } from "./views/conversation/empty.js";
import { Column } from "./views/list/column.js";
import { AddFriend } from "./views/people/add-friend.js";
import { Card } from "./views/people/card.js";
import { KeySheet } from "./views/keys/sheet.js";
import { OwnCard } from "./views/me/own-card.js";
import { Requests } from "./views/requests/requests.js";
import { SettingsColumn } from "./views/settings/column.js";
import { Settings } from "./views/settings/settings.js";
import { SignIn } from "./views/sign-in/sign-in.js";
import { say } from "./words.js";

/** The page. */
function App() {
  if (state.value === "asking") return null;
  if (state.value === "unreachable") return html`<${Unreachable} />`;
  return html`<a class="skip" href="#main" onClick=${skip}>${say("Skip to content")}</a>
    ${state.value === "in" ? html`<${Inside} />` : html`<${SignIn} />`}`;
}

function Inside() {
  const [view, about, more] = route.value;
  const peer = view === "chat" ? Number(about) : 0;
  const hasCard = peer > 0 && more === "card";
  const show = !view || view === "own" ? "list" : hasCard ? "side" : "pane";
  return html`<div class=${`app ${hasCard ? "with-side" : ""} ${connection.value.state === "lost" ? "stale" : ""}`} data-show=${show}
    key=${language.value}>
    ${view === "settings" || view === "own" ? html`<${SettingsColumn} />` : html`<${Column} />`}
    <${Pane} view=${view} peer=${peer} about=${about} />
    ${hasCard && html`<${Card} key=${peer} uin=${peer} />`}
    <${Leave} />
    <${KeySheet} />
  </div>`;
}

/** @param {{ view: string | undefined, peer: number, about: string | undefined }} props */
function Pane({ view, peer, about }) {
  useEffect(() => {
    // Whoever goes to a view goes on from there with the keys, unless a field of it has the focus already.
    const main = document.getElementById("main");
    if (view && !main?.contains(document.activeElement)) main?.focus();
  }, [view]);
  if (peer > 0) return html`<${Conversation} peer=${peer} />`;
  if (view === "requests") return html`<${Requests} />`;
  if (view === "add") return html`<${AddFriend} key=${about} about=${about} />`;
  if (view === "me") return html`<${OwnCard} />`;
  if (view === "settings" || view === "own") return html`<${Settings} section=${about} />`;
  return html`<${Empty} />`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

const icon = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]"));

// The window says how much is unread, in its title and its icon.
effect(() => {
  const count = state.value === "in" ? unread.value : 0;
  document.title = count ? `(${count}) Tqq` : "Tqq";
  icon.href = (count ? icon.dataset.unread : icon.dataset.read) ?? "";
});

const page = document.getElementById("page");
if (page) render(html`<${App} /><${ShownOnce} />`, page);
resume();
