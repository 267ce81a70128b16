// @ts-check
import { html } from "../../html.js";
import { language } from "../../looks.js";
import { Copy } from "../../parts/copy.js";
import { Dot, Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { presenceOf } from "../../parts/presence.js";
import { Name, Said } from "../../parts/said.js";
import { people } from "../../store/people.js";
import { languageOf, webAddressOf } from "../../text.js";
import { say } from "../../words.js";
import { meaningOf } from "../me/fields.js";

const numbers = ["postcode", "phone", "mobile"];

/** What somebody shows of themselves; a lock stands beside what only friends see. @param {{ person: any }} props */
export function Facts({ person }) {
  const { uin, profile, friend, forFriends = [] } = person;
  const status = people.value.get(uin)?.status ?? person.status;
  const isChinese = language.value === "zh";
  const age = profile.age && (isChinese || !profile.sex ? say("{n} years", { n: profile.age }) : profile.age);
  const both = [meaningOf("sex", profile.sex), age].filter(Boolean).join(isChinese ? "，" : ", ");
  const bothName = profile.sex && profile.age ? "Sex, age" : profile.sex ? "Sex" : "Age";
  const where = [profile.city, profile.province, profile.country].filter(Boolean);
  const home = webAddressOf(profile.homePage ?? "");
  /** @type {[string, [string, string[], any][]][]} */
  const groups = [
    ["About", [["Real name", ["realName"], profile.realName], [bothName, ["age"], both],
      ["Constellation", ["constellation"], meaningOf("constellation", profile.constellation)],
      ["Zodiac", ["zodiac"], meaningOf("zodiac", profile.zodiac)],
      ["Blood type", ["bloodType"], meaningOf("bloodType", profile.bloodType)],
      ["School", ["school"], profile.school], ["Job", ["job"], profile.job]]],
    ["Where", [["City", ["city", "province", "country"], isChinese ? where.toReversed().join(" ") : where.join(", ")],
      ["Address", ["address"], profile.address], ["Postcode", ["postcode"], profile.postcode]]],
    ["Contact", [["E-mail", ["email"], profile.email], ["Phone", ["phone"], profile.phone], ["Mobile", ["mobile"], profile.mobile],
      ["Home page", ["homePage"], profile.homePage]]],
  ];
  const shown = groups.map(([title, facts]) =>
    /** @type {const} */ ([title, facts.filter(([, , value]) => value)])).filter(([, facts]) => facts.length);
  return html`<div class="hero"><${Face} avatar=${profile.avatar} size="xl" status=${friend ? status : undefined} />
      <h2><${Name} text=${profile.nick} look="" /></h2>
      <span class="with-i"><span class="mono muted">${uin}</span><${Copy} text=${String(uin)} label=${say("Copy the number")} /></span>
      ${friend && html`<span class="presence muted small">
        <${Dot} status=${status} />${presenceOf(status)}</span>`}
      ${profile.introduction && html`<p class="intro" lang=${languageOf(profile.introduction)} dir="auto">
        <${Said} text=${profile.introduction} /></p>`}</div>
    ${shown.map(([title, facts]) => html`<div class="facts" key=${title}><h3>${say(title)}</h3>
      <dl>${facts.map(([name, [field, ...others], value]) => html`
      <dt key=${name}>${say(name)}</dt><dd key=${`${name} value`}>${field === "homePage" && home ? html`<a href=${home} target="_blank"
        rel="noopener noreferrer nofollow">${value}</a>`
        : numbers.includes(field) ? html`<span class="mono">${value}</span>` : html`<bdi lang=${languageOf(String(value))}>${value}</bdi>`}
        ${[field, ...others].some(one => forFriends.includes(one)) && html`${"\u00a0"}<span class="lock"
          title=${say("Only friends see this")}>
          <${Icon} name="lock" /><span class="visually-hidden">${say("Only friends see this")}</span></span>`}</dd>`)}</dl></div>`)}`;
}
