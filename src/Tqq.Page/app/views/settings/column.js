// @ts-check
import { html } from "../../html.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { isPhone } from "../../parts/phone.js";
import { Name } from "../../parts/said.js";
import { route } from "../../router.js";
import { me } from "../../store/signed.js";
import { signOut } from "../../store/session.js";
import { say } from "../../words.js";
import { TabBar } from "../list/tab-bar.js";
import { goAgain, inView, sections } from "./settings.js";

/** The sections of the settings, in place of the lists. On a phone this is what the tab "Me" opens: one's own card is above them. */
export function SettingsColumn() {
  const isAlone = isPhone.value && route.value[0] === "own";
  const chosen = isAlone ? "" : inView.value || (route.value[1] ?? sections[0].name);
  return html`<div class="column" role=${isAlone ? "main" : "complementary"} aria-label=${say(isAlone ? "Me" : "Settings")}>
    ${isAlone && html`<h1 class="visually-hidden">${say("Me")}</h1>`}
    <div class="me"><a class="me-card" href="#/me"><${Face} avatar=${me.value.profile.avatar} status=${me.value.status} />
      <span class="cut"><b class="cut"><${Name} text=${me.value.nick} /></b><span class="mono small">${me.value.uin}</span></span></a></div>
    <nav class="list navlist" aria-label=${say(isAlone ? "Settings" : "Sections")}>
      ${!isAlone && html`<a href="#/"><${Icon} name="back" />${say("Back to the chats")}</a><hr />`}
      ${sections.map(one => html`<a key=${one.name} href=${`#/settings/${one.name}`}
        onClick=${one.name === route.value[1] ? goAgain : undefined} aria-current=${one.name === chosen ? "true" : undefined}>
        <${Icon} name=${one.icon} />${say(one.words)}</a>`)}
      ${me.value.role && html`<a href="/admin/"><${Icon} name="shield" />${say("Administration")}</a>`}<hr />
      <button type="button" class="nav-out" onClick=${signOut}><${Icon} name="out" />${say("Sign out")}</button>
    </nav>${isAlone && html`<${TabBar} />`}</div>`;
}
