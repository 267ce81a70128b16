// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { language } from "../../looks.js";
import { useAct } from "../../parts/act.js";
import { Copy } from "../../parts/copy.js";
import { Dot, Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { Name, Said } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { go } from "../../router.js";
import { loadFriends, people } from "../../store/people.js";
import { languageOf } from "../../text.js";
import { say } from "../../words.js";

/** Shown to friends alone, where nothing else is set. */
const guarded = ["realName", "address", "postcode", "phone", "email"];

const numbers = ["postcode", "phone", "mobile"];

/** Who somebody is, as they let one see it. @param {{ uin: number }} props */
export function Card({ uin }) {
  const person = useSignal(/** @type {any} */ (null));
  const { refusal, run } = useAct();
  useEffect(() => { run(async () => { person.value = await ask("GET", `/people/${uin}`); }); }, [uin, people.value.get(uin)?.isFriend]);
  const close = () => go(`chat/${uin}`);
  return html`<aside class="side" aria-label=${say("Profile card")}>
    <header class="bar"><h1 class="grow">${say("Profile card")}</h1>
      <button type="button" class="icon-btn" aria-label=${say("Close")} title=${say("Close")} onClick=${close}><${Icon} name="close" /></button></header>
    <div class="profile"><${Trouble} refusal=${refusal.value} />${person.value && html`<${Facts} person=${person.value} onChange=${now => { person.value = now; }} />`}</div>
  </aside>`;
}

/** @param {{ person: any, onChange: (now: any) => void }} props */
function Facts({ person, onChange }) {
  const { uin, profile, friend, blocked } = person;
  const words = person.words[language.value];
  const status = people.value.get(uin)?.status ?? person.status;
  const both = [words.sex, profile.age && say("{n} years", { n: profile.age })].filter(Boolean).join(language.value === "zh" ? "，" : ", ");
  const where = [profile.city, profile.province, profile.country].filter(Boolean);
  const home = /^https?:\/\//i.test(profile.homePage ?? "") ? profile.homePage : profile.homePage && `http://${profile.homePage}`;
  /** @type {[string, [string, string, any][]][]} */
  const groups = [
    ["About", [["Real name", "realName", profile.realName], ["Sex, age", "age", both], ["Constellation", "", words.constellation],
      ["Zodiac", "", words.zodiac], ["Blood type", "", words.bloodType], ["School", "", profile.school], ["Job", "", profile.job]]],
    ["Where", [["City", "", language.value === "zh" ? where.toReversed().join(" ") : where.join(", ")], ["Address", "address", profile.address],
      ["Postcode", "postcode", profile.postcode]]],
    ["Contact", [["E-mail", "email", profile.email], ["Phone", "phone", profile.phone], ["Mobile", "mobile", profile.mobile],
      ["Home page", "homePage", profile.homePage]]],
  ];
  const shown = groups.map(([title, facts]) => /** @type {const} */ ([title, facts.filter(([, , value]) => value)])).filter(([, facts]) => facts.length);
  return html`<div class="hero"><${Face} avatar=${profile.avatar} size="xl" status=${friend ? status : undefined} />
      <h2><${Name} text=${profile.nick} look="" /></h2>
      <span class="with-i"><span class="mono muted">${uin}</span><${Copy} text=${String(uin)} label=${say("Copy the number")} /></span>
      ${friend && html`<span class="presence muted small"><${Dot} status=${status} />${say({ online: "Online", busy: "Busy" }[status] ?? "Offline")}</span>`}
      ${profile.introduction && html`<p class="intro" lang=${languageOf(profile.introduction)} dir="auto"><${Said} text=${profile.introduction} /></p>`}</div>
    ${shown.map(([title, facts]) => html`<div class="facts" key=${title}><h3>${say(title)}</h3><dl>${facts.map(([name, field, value]) => html`
      <dt key=${name}>${say(name)}</dt><dd key=${`${name} value`}>${field === "homePage" ? html`<a href=${home} target="_blank" rel="noopener noreferrer nofollow">${value}</a>`
        : numbers.includes(field) ? html`<span class="mono">${value}</span>` : html`<bdi lang=${languageOf(String(value))}>${value}</bdi>`}
        ${guarded.includes(field) && html`<span class="lock" title=${say("Only friends see this")}><${Icon} name="lock" /><span class="visually-hidden">${say("Only friends see this")}</span></span>`}</dd>`)}</dl></div>`)}
    <${Deeds} uin=${uin} friend=${friend} blocked=${blocked} onChange=${onChange} />`;
}

/** @param {{ uin: number, friend: boolean, blocked: boolean, onChange: (now: any) => void }} props */
function Deeds({ uin, friend, blocked, onChange }) {
  const { isBusy, refusal, run } = useAct();
  const isSure = useSignal(false);
  const change = (method, path) => run(async () => {
    await ask(method, path);
    await loadFriends();
    onChange(await ask("GET", `/people/${uin}`));
    isSure.value = false;
  });
  return html`<div class="actions">
      ${!friend && html`<a class="btn low" href=${`#/add/${uin}`}><${Icon} name="add" small />${say("Add a friend")}</a>`}
      <button type="button" class="btn low" disabled=${isBusy.value} onClick=${() => change(blocked ? "DELETE" : "PUT", `/people/${uin}/block`)}>
        ${blocked ? say("Unblock") : say("Block")}</button>
      ${friend && !isSure.value && html`<button type="button" class="btn danger low" onClick=${() => { isSure.value = true; }}>${say("Remove from my list")}</button>`}</div>
    ${isSure.value && html`<div class="section"><p class="small">${say("You stay on their list. What was said stays, too.")}</p><div class="actions">
      <button type="button" class="btn danger solid low" disabled=${isBusy.value} onClick=${() => change("DELETE", `/friends/${uin}`)}>${say("Remove")}</button>
      <button type="button" class="btn quiet low" onClick=${() => { isSure.value = false; }}>${say("Cancel")}</button></div></div>`}
    ${blocked && html`<p class="hint">${say("They are not told. What they send does not arrive.")}</p>`}
    <${Trouble} refusal=${refusal.value} />`;
}
