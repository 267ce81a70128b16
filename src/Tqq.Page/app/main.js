// @ts-check
import { useLayoutEffect } from "../vendor/hooks.js";
import { render } from "../vendor/preact.js";
import { effect } from "../vendor/signals.js";
import { html } from "./html.js";
import "./keys.js";
import { coming, later, loadLater } from "./later.js";
import { language } from "./looks.js";
import { hasView, replace, route } from "./router.js";
import { unread } from "./store/conversations.js";
import { connection } from "./store/events.js";
import { unheardSince } from "./store/seen.js";
import { resume } from "./store/session.js";
import { isInvited, state } from "./store/signed.js";
import { Leave } from "./parts/leaving.js";
import { ShownOnce } from "./parts/shown-once.js";
import { Trouble } from "./parts/trouble.js";
import { Unreachable } from "./parts/unreachable.js";
import { Empty } from "./views/conversation/empty.js";
import { Column } from "./views/list/column.js";
import { SignIn } from "./views/sign-in/sign-in.js";
import { firstWords, say } from "./words.js";

/** The page. */
function App() {
  if (state.value === "asking") return null;
  if (state.value === "unreachable") return html`<${Unreachable} again=${resume} />`;
  return html`<a class="skip" href="#main" onClick=${skip}>${say("Skip to content")}</a>
    ${state.value === "in" ? html`<${Inside} />` : html`<${SignIn} />`}`;
}

function Inside() {
  const [view, about, more] = route.value;
  const peer = view === "chat" ? Number(about) : 0;
  const hasCard = peer > 0 && more === "card";
  const views = later.value;
  const show = !view || view === "own" ? "list" : hasCard ? "side" : "pane";
  return html`<div class=${`app ${hasCard ? "with-side" : ""} ${unheardSince.value ? "stale" : ""}`} data-show=${show}
    key=${language.value}>
    ${views && (view === "settings" || view === "own") ? html`<${views.SettingsColumn} />` : html`<${Column} />`}
    <${Pane} view=${view} peer=${peer} about=${about} />
    ${views && hasCard && html`<${views.Card} key=${peer} uin=${peer} />`}
    <${Leave} />
    ${views && html`<${views.KeySheet} />`}
  </div>`;
}

/** @param {{ view: string | undefined, peer: number, about: string | undefined }} props */
function Pane({ view, peer, about }) {
  const views = later.value;
  useLayoutEffect(() => {
    // Whoever goes to a view goes on from there with the keys, unless a field of it has the focus already.
    const main = document.getElementById("main");
    if (view && !main?.contains(document.activeElement)) main?.focus();
  }, [view, !views]);
  if (!view) return html`<${Empty} />`;
  if (!views) return html`<main class="pane" id="main" tabindex="-1"><${Trouble} act=${coming} look="line" /></main>`;
  if (peer > 0) return html`<${views.Conversation} peer=${peer} />`;
  if (view === "requests") return html`<${views.Requests} />`;
  if (view === "add") return html`<${views.AddFriend} key=${about} about=${about} />`;
  if (view === "me") return html`<${views.OwnCard} />`;
  if (view === "settings" || view === "own") return html`<${views.Settings} section=${about} />`;
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

// Where there is no view, the list is shown. On a phone nothing else would be in sight there, and no way back.
effect(() => {
  const [view] = route.value;
  if (state.value === "in" && !hasView(route.value)) {
    isInvited.value = view === "register";
    replace("");
  }
  else if (state.value !== "in" || view) isInvited.value = false;
});

// The other views come once the first one stands, and at once where somebody goes to one.
effect(() => {
  if (later.value) return;
  if (state.value === "in" && route.value[0]) loadLater();
  else if (state.value === "out" || state.value === "in" && connection.value.state === "on") whenIdle(loadLater);
});

/** Does something when the browser has nothing else to do; not all browsers say when that is. @param {() => unknown} act */
function whenIdle(act) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act);
  else setTimeout(act);
}

/** Draws the page. */
function draw() {
  const page = document.getElementById("page");
  // What stands there says that the scripts did not come.
  page?.replaceChildren();
  if (page) render(html`<${App} /><${ShownOnce} />`, page);
}

if (firstWords) firstWords.then(draw);
else draw();
resume();
