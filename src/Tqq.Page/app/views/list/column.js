// @ts-check
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Dot, Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { Menu } from "../../parts/menu.js";
import { isPhone } from "../../parts/phone.js";
import { Name } from "../../parts/said.js";
import { Tabs } from "../../parts/tabs.js";
import { Trouble } from "../../parts/trouble.js";
import { route } from "../../router.js";
import { connection } from "../../store/events.js";
import { isInvited, me, renew } from "../../store/signed.js";
import { say } from "../../words.js";
import { Found, Search, sought } from "./search.js";
import { Chats, Friends } from "./rows.js";
import { Seconds } from "./seconds.js";
import { tab } from "./tab.js";
import { TabBar } from "./tab-bar.js";

/** The column of who one talks with. */
export function Column() {
  const isFriends = tab.value === "friends";
  // Where nothing else is to be seen, the list is what the page is about.
  const role = isPhone.value && !route.value[0] ? "main" : "complementary";
  return html`<div class="column" role=${role} aria-label=${say("Friends and chats")}>
    <h1 class="visually-hidden">Tqq</h1>
    <${Me} />
    ${isInvited.value && html`<${Invited} />`}
    <div class="find">
      <div class="actions"><${Search} />
        <a class="icon-btn" href="#/add" aria-label=${say("Add a friend")} title=${say("Add a friend")}
          aria-current=${route.value[0] === "add" ? "page" : undefined}><${Icon} name="add" /></a></div>
      <${Tabs} label=${say("Lists")} tabs=${[["chats", say("Chats")], ["friends", say("Friends")]]} chosen=${tab.value}
        onChoose=${(/** @type {string} */ name) => { tab.value = name; }} />
    </div>
    ${sought.value.trim() ? html`<${Found} />` : isFriends ? html`<${Friends} />` : html`<${Chats} />`}
    <${StatusBar} />
    <${TabBar} />
  </div>`;
}

/** Somebody who is signed in has opened an invitation, which is of no use to them. */
function Invited() {
  return html`<p class="told line"><${Icon} name="info" small />
    <span class="grow" role="status">${say("You are signed in; the invitation is for a new account.")}</span>
    <button type="button" class="icon-btn" aria-label=${say("Close")} title=${say("Close")} onClick=${() => { isInvited.value = false; }}>
      <${Icon} name="close" small /></button></p>`;
}

const statuses = [["online", "Online", "10"], ["busy", "Busy", "30"], ["invisible", "Invisible", "40"]];

function Me() {
  const { uin, nick, status, profile } = me.value;
  const [, words] = statuses.find(([name]) => name === status) ?? statuses[2];
  const act = useAct();
  /** @param {string} name */
  const set = name => act.run(async () => {
    await ask("PUT", "/me/status", { status: name });
    renew({ ...me.value, uin, status: name });
  }, { what: "Your status has not changed." });
  return html`<div class="me">
    <a class="me-card" href="#/me"><${Face} avatar=${profile.avatar} status=${status} />
      <span class="cut"><b class="cut"><${Name} text=${nick} /></b><span class="mono small">${uin}</span></span>
      <span class="visually-hidden">${say("My card")}</span></a>
    <${Menu} look="btn low quiet tight" label=${say("My status")} face=${html`<span>${say(words)}</span><${Icon} name="down" small />`}>
      ${statuses.map(([name, each, code]) => html`
        <button type="button" role="menuitemradio" key=${name} aria-checked=${name === status ? "true" : "false"}
          onClick=${() => set(name)}>
          <${Dot} status=${name} />${say(each)}<span class="mono" aria-hidden="true"
            title=${say("Its code in HTTP QQ")}>${code}</span></button>`)}
    <//>
  </div><${Trouble} act=${act} canClose look="line" />`;
}

function StatusBar() {
  const { state, again, pause } = connection.value;
  const isOn = state === "on";
  const words = isOn ? say("Connected")
    : state === "lost" && again ? html`<${Seconds} until=${again} pause=${pause} />` : say("Connecting");
  return html`<div class=${`statusbar ${state === "lost" ? "lost" : ""}`}>
    <${Dot} status=${isOn ? "online" : "offline"} /><span class="grow cut" role="status">${words}</span>
    <a class="icon-btn hide-phone" href="#/settings" aria-label=${say("Settings")} title=${say("Settings")}><${Icon} name="settings" /></a>
  </div>`;
}
