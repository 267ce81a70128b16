// @ts-check
import { effect, signal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { shortDay } from "../../days.js";
import { html } from "../../html.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { Name } from "../../parts/said.js";
import { newest } from "../../store/conversations.js";
import { people } from "../../store/people.js";
import { languageOf, oneLine } from "../../text.js";
import { say } from "../../words.js";
import { PersonRow } from "./rows.js";

/** What is searched for; empty for nothing. */
export const sought = signal("");

/** The messages that were found; null while they are looked for. */
const messages = signal(/** @type {import("../../store/conversations.js").Message[] | null} */ (null));

effect(() => {
  const words = sought.value.trim();
  messages.value = null;
  if (!words) return undefined;
  const timer = setTimeout(async () => {
    const found = await ask("GET", `/messages?limit=30&search=${encodeURIComponent(words)}`).catch(() => ({ messages: [] }));
    if (sought.peek().trim() === words) messages.value = found.messages;
  }, 200);
  return () => clearTimeout(timer);
});

/** The field of what is searched for. */
export function Search() {
  const leave = event => {
    if (event.key !== "Escape") return;
    sought.value = "";
    event.currentTarget.blur();
  };
  return html`<label class="search grow"><${Icon} name="search" small /><span class="visually-hidden">${say("Search friends and messages")}</span>
    <input class="input" id="search" type="search" placeholder=${say("Search")} value=${sought.value} onKeyDown=${leave}
      onInput=${event => { sought.value = event.currentTarget.value; }} />${!sought.value && html`<kbd aria-hidden="true">/</kbd>`}</label>`;
}

/** People and messages that were found. */
export function Found() {
  const words = sought.value.trim().toLowerCase();
  const talked = new Set(newest.value.map(one => one.peer));
  const some = [...people.value.values()].filter(one => (one.isFriend || talked.has(one.uin))
    && (one.nick.toLowerCase().includes(words) || String(one.uin).startsWith(words)));
  const said = messages.value;
  if (said?.length === 0 && !some.length) {
    return html`<div class="empty" role="status"><p class="small">${say("Nothing found")}</p></div>`;
  }
  return html`${some.length > 0 && html`<h2><span>${say("People")}</span><span>${some.length}</span></h2>
      <ul>${some.map(one => html`<li key=${one.uin}><${PersonRow} one=${one} /></li>`)}</ul>`}
    ${said && said.length > 0 && html`<h2><span>${say("Messages")}</span><span>${said.length}</span></h2>
      <ul>${said.map(one => html`<li key=${one.id}><${MessageRow} one=${one} words=${words} /></li>`)}</ul>`}`;
}

/** @param {{ one: import("../../store/conversations.js").Message, words: string }} props */
function MessageRow({ one, words }) {
  const person = people.value.get(one.peer);
  const text = oneLine(one.text ?? "");
  // A long text begins a little before what was found.
  const at = Math.max(0, text.toLowerCase().indexOf(words.split(" ")[0]) - 12);
  const shown = (at > 0 ? "…" : "") + text.slice(at, at + 120);
  return html`<a class="row" href=${`#/chat/${one.peer}`}>
    <${Face} avatar=${person?.avatar} />
    <span class="cut"><span class="line"><${Name} text=${person?.nick ?? String(one.peer)} look="name cut" /><time>${shortDay(one.at)}</time></span>
      <span class="line"><span class="preview cut"><bdi lang=${languageOf(shown)}>${shown}</bdi></span></span></span>
  </a>`;
}
