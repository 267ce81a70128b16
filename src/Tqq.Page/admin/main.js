// @ts-check
import "./sentences.js";
import "./words.js";
import { render } from "../vendor/preact.js";
import { html } from "../app/html.js";
import { language } from "../app/looks.js";
import { ShownOnce } from "../app/parts/shown-once.js";
import { Unreachable } from "../app/parts/unreachable.js";
import { route } from "../app/router.js";
import { say } from "../app/words.js";
import { Column } from "./column.js";
import { PasswordAgain } from "./parts/password-again.js";
import { firstCode } from "./first.js";
import { me, resume, state } from "./session.js";
import { First } from "./views/first.js";
import { SignIn } from "./views/sign-in.js";
import { viewOf } from "./sections.js";

/** The administrator's pages. */
function App() {
  if (state.value === "asking") return null;
  if (state.value === "unreachable") return html`<${Unreachable} again=${resume} />`;
  const inside = state.value === "in" ? html`<${Inside} />` : html`<${SignIn} />`;
  return html`<a class="skip" href="#main" onClick=${skip}>${say("Skip to content")}</a>
    ${firstCode.value ? html`<${First} code=${firstCode.value} />` : inside}<${PasswordAgain} />`;
}

function Inside() {
  const [name] = route.value;
  const { View } = viewOf(name);
  return html`<div class="app" data-show=${name ? "pane" : "list"} key=${`${language.value} ${me.value.uin}`}>
    <${Column} />
    <main class="pane" id="main" tabindex="-1"><${View} key=${name} /></main>
  </div>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

document.title = `Tqq, ${say("Administration")}`;
const page = document.getElementById("page");
// What stands there says that the scripts did not come.
page?.replaceChildren();
if (page) render(html`<${App} /><${ShownOnce} />`, page);
resume();
