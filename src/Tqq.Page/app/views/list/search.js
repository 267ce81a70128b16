// @ts-check
import { effect, signal } from "../../../vendor/signals.js";
import { newAct } from "../../act.js";
import { ask } from "../../api.js";
import { shortDay } from "../../days.js";
import { html } from "../../html.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { RowList } from "../../parts/row-list.js";
import { Marked, Name } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { newest } from "../../store/conversations.js";
import { connection } from "../../store/events.js";
import { people } from "../../store/people.js";
import { languageOf, oneLine } from "../../text.js";
import { say } from "../../words.js";
import { currentRow, heading, personRow } from "./rows.js";

/** @typedef {import("../../store/logs.js").Message} Message */

/** What is searched for; empty for nothing. */
export const sought = signal("");

/** The messages that were found, and from where to look on; null while they are looked for. */
const found = signal(/** @type {{ messages: Message[], next: string | null } | null} */ (null));

const looking = newAct();

/**
 * Looks for messages. A part of what is found may be empty, and there is more all the same.
 * @param {string} words @param {string | null} [before]
 */
const look = (words, before) => looking.run(async () => {
  const from = before ? `&before=${before}` : "";
  try {
    const { messages, next = null } = await ask("GET", `/messages?limit=50&search=${encodeURIComponent(words)}${from}`);
    if (isSought(words)) found.value = { messages: [...before ? found.peek()?.messages ?? [] : [], ...messages], next };
  } catch (refusal) {
    // Meanwhile something else is searched for.
    if (isSought(words)) throw refusal;
  }
}, { what: before ? "Further back nothing was searched." : "The messages were not searched.", isPatient: true });

/** @param {string} words */
const isSought = words => sought.peek().trim() === words;

effect(() => {
  const words = sought.value.trim();
  found.value = null;
  looking.forget();
  if (!words) return undefined;
  const timer = setTimeout(() => look(words), 200);
  return () => clearTimeout(timer);
});

// What could not be searched without a network is searched as soon as there is one.
effect(() => { if (connection.value.state === "on" && looking.refusal.peek()) looking.again(); });

/** The field of what is searched for. */
export function Search() {
  /** @param {Typed} event */
  const press = event => {
    const first = /** @type {HTMLElement | null} */ (document.querySelector(".list a.row"));
    if (event.isComposing || !first) return;
    if (event.key === "ArrowDown") first.focus();
    else if (event.key === "Enter" && sought.value) first.click();
    else return;
    event.preventDefault();
  };
  return html`<label class="search grow"><${Icon} name="search" small />
    <span class="visually-hidden">${say("Search friends and messages")}</span>
    <input class="input" id="search" type="search" placeholder=${say("Search")} autocomplete="off" value=${sought.value} onKeyDown=${press}
      onInput=${(/** @type {Written} */ event) => { sought.value = event.currentTarget.value; }} />${!sought.value &&
        html`<kbd aria-hidden="true">/</kbd>`}</label>`;
}

/** People and messages that were found. */
export function Found() {
  const words = sought.value.trim().toLowerCase();
  const talked = new Set(newest.value.map(one => one.peer));
  const some = [...people.value.values()].filter(one => (one.isFriend || talked.has(one.uin))
    && (one.nick.toLowerCase().includes(words) || String(one.uin).startsWith(words)));
  const { messages, next } = found.value ?? { messages: [], next: null };
  const isRefused = looking.refusal.value !== null;
  const marks = words.replaceAll("\"", " ").split(/\s+/).filter(Boolean);
  const rows = [
    ...some.length ? [heading(say("People"), some.length), ...some.map(personRow)] : [],
    ...messages.length ? [heading(say("Messages"), next ? undefined : messages.length)] : [],
    ...messages.map(one => messageRow(one, marks)),
    ...next && words ? [moreRow(next)] : [],
    { key: "elsewhere", view: (/** @type {number} */ tab) => html`<${Elsewhere} who=${sought.value.trim()} tab=${tab} />` },
  ];
  const isNothing = found.value !== null && !some.length && !messages.length && !next;
  const counts = found.value === null ? "" : isNothing ? say("Nothing found")
    : `${say("People")}: ${some.length}, ${say("Messages")}: ${messages.length}`;
  return html`<${RowList} label=${say("Search")} rows=${rows} current=${currentRow()}>
    <p class="visually-hidden" role="status">${counts}</p>
    ${found.value === null && !some.length && !isRefused && html`<p class="loading"><${Icon} name="spin" more="spin" /></p>`}
    ${isNothing && html`<div class="empty"><p class="small">${say("Nothing found")}</p></div>`}<//>
    <${Trouble} act=${looking} look="line" />`;
}

/** @param {Message} one @param {string[]} marks @returns {import("../../parts/row-list.js").Row} */
const messageRow = (one, marks) => ({ key: `message ${one.id}`, view: tab => html`<${MessageRow} one=${one} marks=${marks}
  tab=${tab} />` });

/** @param {string} next @returns {import("../../parts/row-list.js").Row} */
const moreRow = next => ({ key: "more", view: tab => html`<a class="row act" href="#" tabindex=${tab}
onClick=${(/** @type {Clicked} */ event) => {
  event.preventDefault();
  look(sought.value.trim(), next);
}}><span class="knock"><${Icon} name="down" /></span><span>${say("Look further back")}</span></a>` });

/** @param {{ one: Message, marks: string[], tab: number }} props */
function MessageRow({ one, marks, tab }) {
  const person = people.value.get(one.peer);
  const text = oneLine(one.text ?? "");
  // A long text begins a little before what was found.
  const at = Math.max(0, text.toLowerCase().indexOf(marks[0] ?? "") - 12);
  const shown = (at > 0 ? "…" : "") + text.slice(at, at + 120);
  return html`<a class="row" href=${`#/chat/${one.peer}/at/${one.id}`} tabindex=${tab}>
    <${Face} avatar=${person?.avatar} />
    <span class="cut"><span class="line"><${Name} text=${person?.nick ?? String(one.peer)} look="name cut" />
      <time>${shortDay(one.at)}</time></span>
      <span class="line"><span class="preview cut">${one.sent && `${say("You:")} `}<bdi lang=${languageOf(shown)}><${Marked} text=${shown}
        words=${marks} /></bdi></span></span></span>
  </a>`;
}

/** Whoever is not known here may be somewhere on the server. @param {{ who: string, tab: number }} props */
function Elsewhere({ who, tab }) {
  return html`<a class="row act" href=${`#/add/${encodeURIComponent(who)}`} tabindex=${tab}><span class="knock"><${Icon} name="add" />
    </span>
    <span class="cut">${say("Look for somebody to add:")} <bdi>${who}</bdi></span></a>`;
}
