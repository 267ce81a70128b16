// @ts-check
import { html } from "../app/html.js";
import { chooseLanguage, chooseTheme, language, theme } from "../app/looks.js";
import { useAct } from "../app/parts/act.js";
import { Icon } from "../app/parts/icon.js";
import { Menu } from "../app/parts/menu.js";
import { isPhone } from "../app/parts/phone.js";
import { Name } from "../app/parts/said.js";
import { route } from "../app/router.js";
import { say } from "../app/words.js";
import { figures } from "./figures.js";
import { upSince } from "./parts/facts.js";
import { sections, viewOf } from "./sections.js";
import { me, signOut } from "./session.js";

/** The pages to choose from. */
export function Column() {
  const chosen = viewOf(route.value[0]).name;
  const now = figures.value;
  const { isBusy, refusal, run } = useAct();
  // Where nothing else is to be seen, the sections are what the page is about.
  const isAlone = isPhone.value && !route.value[0];
  return html`<div class="column" role=${isAlone ? "main" : "complementary"} aria-label=${say("Administration")}>
    <div class="me"><span class="me-card"><span class="face"><img src=${document.querySelector("link[rel=icon]")?.getAttribute("href")}
      width="40" height="40" alt="" /></span>
      <span class="cut">${isAlone ? html`<h1 class="title cut">${say("Administration")}</h1>` : html`<b
        class="cut">${say("Administration")}</b>`}<span class="mono small cut">${location.host}</span></span></span>
      <${Looks} /></div>
    <nav class="list navlist" aria-label=${say("Administration")}>
      ${sections.map(one => html`<a key=${one.name} href=${`#/${one.name}`} aria-current=${one.name === chosen ? "page" : undefined}>
        <${Icon} name=${one.icon} />${say(one.words)}</a>`)}<hr />
      <a href="/"><${Icon} name="chats" />${say("Open the chats")}</a>
      <button type="button" class="nav-out" disabled=${isBusy.value} onClick=${() => run(signOut)}><${Icon} name="out" />${say("Sign out")}
        <span class="count own"><${Name} text=${me.value.nick} /><span class="whole"> <span class="mono">${
          me.value.uin}</span></span></span></button>
      ${refusal.value && html`<p class="error" role="alert"><${Icon} name="warning" small /><span>${
        say("You are still signed in: the server has not heard of it. Try again.")}</span></p>`}
    </nav>
    <div class="statusbar"><span class=${`dot ${now ? "" : "off"}`}></span><span class="grow">${now && upSince(now.uptimeSeconds)}</span>
      <span class="mono">${now && `tqq ${now.version}`}</span></div></div>`;
}

/** @param {string} words @param {boolean} isOn @param {() => void} act */
const item = (words, isOn, act) => html`<button type="button" role="menuitemradio" aria-checked=${isOn ? "true" : "false"} onClick=${act}>
  ${words}${isOn && html`<span class="tick"><${Icon} name="check" small /></span>`}</button>`;

function Looks() {
  return html`<${Menu} look="icon-btn" label=${say("Language and look")} isNamed face=${html`<${Icon} name="globe" />`}>
    ${item("中文", language.value === "zh", () => chooseLanguage("zh"))}
    ${item("English", language.value === "en", () => chooseLanguage("en"))}<hr />
    ${item(say("As the system"), theme.value === "", () => chooseTheme(""))}
    ${item(say("Light"), theme.value === "light", () => chooseTheme("light"))}
    ${item(say("Dark"), theme.value === "dark", () => chooseTheme("dark"))}<//>`;
}
