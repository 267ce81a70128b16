// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { language } from "../../looks.js";
import { useAct } from "../../parts/act.js";
import { Copy } from "../../parts/copy.js";
import { Confirm } from "../../parts/dialog.js";
import { Dot, Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { isPhone } from "../../parts/phone.js";
import { isolated, Name, Said } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { go } from "../../router.js";
import { setMuted } from "../../store/conversations.js";
import { loadFriends, people } from "../../store/people.js";
import { languageOf } from "../../text.js";
import { say } from "../../words.js";
import { meaningOf } from "../me/fields.js";

/** Shown to friends alone, where nothing else is set. */
const guarded = ["realName", "address", "postcode", "phone", "email"];

const numbers = ["postcode", "phone", "mobile"];

/** How presences are called. @type {Words} */
const statusWords = { online: "Online", busy: "Busy" };

/** Who somebody is, as they let one see it. @param {{ uin: number }} props */
export function Card({ uin }) {
  const person = useSignal(/** @type {any} */ (null));
  const act = useAct();
  const load = async () => { person.value = await ask("GET", `/people/${uin}`); };
  useEffect(() => { act.run(load, { isPatient: true }); }, [uin, people.value.get(uin)?.isFriend]);
  const close = () => go(`chat/${uin}`);
  // Where nothing else is to be seen, the card is what the page is about.
  return html`<${isPhone.value ? "main" : "aside"} class="side" aria-label=${say("Profile card")}>
    <header class="bar">
      <button type="button" class="icon-btn back" aria-label=${say("Back")} onClick=${close}><${Icon} name="back" /></button>
      <h1 class="grow">${say("Profile card")}</h1>
      <button type="button" class="icon-btn hide-phone" aria-label=${say("Close")} title=${say("Close")} onClick=${close}>
        <${Icon} name="close" /></button></header>
    <div class="profile"><${Trouble} act=${act} />${person.value && html`<${Facts} person=${person.value}
      onChange=${(/** @type {any} */ now) => { person.value = now; }} />`}</div>
  <//>`;
}

/** @param {{ person: any, onChange: (now: any) => void }} props */
function Facts({ person, onChange }) {
  const { uin, profile, friend } = person;
  const status = people.value.get(uin)?.status ?? person.status;
  const isChinese = language.value === "zh";
  const age = profile.age && (isChinese || !profile.sex ? say("{n} years", { n: profile.age }) : profile.age);
  const both = [meaningOf("sex", profile.sex), age].filter(Boolean).join(isChinese ? "，" : ", ");
  const where = [profile.city, profile.province, profile.country].filter(Boolean);
  const home = /^https?:\/\//i.test(profile.homePage ?? "") ? profile.homePage : profile.homePage && `http://${profile.homePage}`;
  /** @type {[string, [string, string, any][]][]} */
  const groups = [
    ["About", [["Real name", "realName", profile.realName], ["Sex, age", "age", both],
      ["Constellation", "", meaningOf("constellation", profile.constellation)],
      ["Zodiac", "", meaningOf("zodiac", profile.zodiac)],
      ["Blood type", "", meaningOf("bloodType", profile.bloodType)], ["School", "", profile.school], ["Job", "", profile.job]]],
    ["Where", [["City", "", isChinese ? where.toReversed().join(" ") : where.join(", ")],
      ["Address", "address", profile.address],
      ["Postcode", "postcode", profile.postcode]]],
    ["Contact", [["E-mail", "email", profile.email], ["Phone", "phone", profile.phone], ["Mobile", "mobile", profile.mobile],
      ["Home page", "homePage", profile.homePage]]],
  ];
  const shown = groups.map(([title, facts]) =>
    /** @type {const} */ ([title, facts.filter(([, , value]) => value)])).filter(([, facts]) => facts.length);
  return html`<div class="hero"><${Face} avatar=${profile.avatar} size="xl" status=${friend ? status : undefined} />
      <h2><${Name} text=${profile.nick} look="" /></h2>
      <span class="with-i"><span class="mono muted">${uin}</span><${Copy} text=${String(uin)} label=${say("Copy the number")} /></span>
      ${friend && html`<span class="presence muted small">
        <${Dot} status=${status} />${say(statusWords[status] ?? "Offline")}</span>`}
      ${profile.introduction && html`<p class="intro" lang=${languageOf(profile.introduction)} dir="auto">
        <${Said} text=${profile.introduction} /></p>`}</div>
    ${shown.map(([title, facts]) => html`<div class="facts" key=${title}><h3>${say(title)}</h3>
      <dl>${facts.map(([name, field, value]) => html`
      <dt key=${name}>${say(name)}</dt><dd key=${`${name} value`}>${field === "homePage" ? html`<a href=${home} target="_blank"
        rel="noopener noreferrer nofollow">${value}</a>`
        : numbers.includes(field) ? html`<span class="mono">${value}</span>` : html`<bdi lang=${languageOf(String(value))}>${value}</bdi>`}
        ${guarded.includes(field) && html`<span class="lock" title=${say("Only friends see this")}><${Icon} name="lock" />
          <span class="visually-hidden">${say("Only friends see this")}</span></span>`}</dd>`)}</dl></div>`)}
    <${Deeds} person=${person} onChange=${onChange} />`;
}

/** @param {{ person: any, onChange: (now: any) => void }} props */
function Deeds({ person, onChange }) {
  const { uin, friend, blocked, muted } = person;
  const act = useAct();
  const { isBusy, run } = act;
  const asks = useSignal("");
  /** @param {string} method @param {string} path */
  const change = async (method, path) => {
    await ask(method, path);
    const [now] = await Promise.all([ask("GET", `/people/${uin}`), loadFriends()]);
    setMuted(uin, now.muted);
    onChange(now);
  };
  const close = () => { asks.value = ""; };
  const name = isolated(person.nick);
  return html`<div class="actions">
      ${!friend && html`<a class="btn low" href=${`#/add/${uin}`}><${Icon} name="add" small />${say("Add a friend")}</a>`}
      <button type="button" class="btn low" disabled=${isBusy.value}
        onClick=${() => run(() => change(muted ? "DELETE" : "PUT", `/people/${uin}/mute`))}>
        ${muted ? say("Announce again") : say("Mute")}</button>
      <button type="button" class="btn low" disabled=${isBusy.value}
        onClick=${() => { if (blocked) run(() => change("DELETE", `/people/${uin}/block`)); else asks.value = "block"; }}>
        ${blocked ? say("Unblock") : say("Block")}</button>
      ${friend && html`<button type="button" class="btn danger low"
        onClick=${() => { asks.value = "remove"; }}>${say("Remove from my list")}</button>`}</div>
    ${blocked && html`<p class="hint">${say("They are not told. What they send does not arrive.")}</p>`}
    ${muted && html`<p class="hint">${say("What they send arrives and is not announced.")}</p>`}
    <${Trouble} act=${act} canClose />
    ${asks.value === "block" && html`<${Confirm} title=${say("Block {name}", { name })} act=${say("Block")} onClose=${close}
      text=${say("They are not told. What they send does not arrive.")} onAct=${() => change("PUT", `/people/${uin}/block`)} />`}
    ${asks.value === "remove" && html`<${Confirm} title=${say("Remove {name} from my list", { name })} act=${say("Remove")} onClose=${close}
      text=${say("You stay on their list. What was said stays, too.")} onAct=${() => change("DELETE", `/friends/${uin}`)} />`}`;
}
