// @ts-check
import { useEffect, useLayoutEffect, useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { longDay, timeOf } from "../../days.js";
import { html } from "../../html.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { Said } from "../../parts/said.js";
import { conversations, loadLog, logOf, read } from "../../store/conversations.js";
import { connection } from "../../store/events.js";
import { outbox } from "../../store/outbox.js";
import { people } from "../../store/people.js";
import { bytes, isEmoji, languageOf } from "../../text.js";
import { say } from "../../words.js";
import { group, isSaid } from "./groups.js";
import { Outgoing } from "./outgoing.js";

/** So near to the end, whoever reads is at the end. */
const nearEnd = 48;

/** So near to the beginning, what is older is fetched. */
const nearBeginning = 800;

/** What was said. @param {{ peer: number }} props */
export function Log({ peer }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const { messages, next, isLoaded, isLoading } = logOf(peer);
  const waiting = outbox.value.filter(one => one.peer === peer);
  const isKnown = conversations.value !== null;
  // Where the line of what is unread stands is settled when one comes: it does not move while one reads.
  const readThrough = useRef(/** @type {string | undefined} */ (undefined));
  const isSettled = useRef(false);
  if (isKnown && !isSettled.current) {
    const one = conversations.value?.get(peer);
    readThrough.current = one?.unread ? one.readThrough ?? "0" : undefined;
    isSettled.current = true;
  }

  const isAtEnd = useRef(true);
  const height = useRef(0);
  const first = useRef("");
  const seen = useSignal("0");
  const fresh = messages.filter(message => !message.sent && Number(message.id) > Number(seen.value)).length;

  const look = () => {
    const log = box.current;
    if (!log) return;
    isAtEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
    if (isAtEnd.current) {
      seen.value = logOf(peer).messages.at(-1)?.id ?? "0";
      if (document.visibilityState === "visible" && document.hasFocus()) read(peer);
    }

    if (log.scrollTop < nearBeginning && logOf(peer).next) loadLog(peer).catch(() => {});
  };
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };

  useEffect(() => {
    if (isKnown && !isLoaded && connection.value.state !== "lost") loadLog(peer).catch(() => {});
  }, [peer, isKnown, isLoaded, connection.value.state]);
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    const oldest = messages[0]?.id ?? "";
    if (isAtEnd.current) toEnd();
    else if (oldest !== first.current) log.scrollTop += log.scrollHeight - height.current;
    first.current = oldest;
    height.current = log.scrollHeight;
    look();
  }, [messages, waiting.length]);
  useEffect(() => {
    // A keyboard that comes or a text that grows takes room away; the end stays in sight.
    const watch = new ResizeObserver(() => { if (isAtEnd.current) toEnd(); });
    if (box.current) watch.observe(box.current);
    addEventListener("focus", look);
    return () => {
      watch.disconnect();
      removeEventListener("focus", look);
    };
  }, []);
  const mine = messages.at(-1)?.sent ? messages.at(-1)?.id : undefined;
  return html`<div ref=${box} class="log" tabindex="0" role="log" aria-label=${say("Messages")} aria-busy=${isLoading ? "true" : undefined} onScroll=${look}>
      <div class="talk">
        ${isLoaded && next && html`<p class="older muted small">${say("Older messages")}…</p>`}
        ${group(messages, readThrough.current).map(one => html`<${Group} key=${one.messages[0].id} one=${one} peer=${peer} last=${mine} />`)}
        ${isLoaded && !messages.length && !waiting.length && html`<div class="empty"><p class="hi" aria-hidden="true">hi<i>,</i></p>
          <p>${say("Nothing has been said yet.")}</p></div>`}
        <${Outgoing} waiting=${waiting} />
      </div>
    </div>
    ${fresh > 0 && !isAtEnd.current && html`<div class="fresh-below"><button type="button" class="jump" onClick=${toEnd}>
      <${Icon} name="down" small />${say("{n} new", { n: fresh })}</button></div>`}`;
}

/** @param {{ one: import("./groups.js").Group, peer: number, last: string | undefined }} props */
function Group({ one, peer, last }) {
  const end = one.messages[one.messages.length - 1];
  const size = one.messages.length === 1 ? bytes(end.text ?? "") : 0;
  return html`
    ${(one.day || one.isNew) && html`<div class=${`day ${one.isNew ? "new" : ""}`}>${one.day && html`<span>${longDay(one.day)}</span>`}
      ${one.isNew && html`<span class="fresh">${say("New")}</span>`}</div>`}
    ${!isSaid(end) ? html`<${Notice} message=${end} />` : html`
      <section class=${`group ${one.isMine ? "mine" : ""}`}>
        ${!one.isMine && html`<${Face} avatar=${people.value.get(peer)?.avatar} />`}
        ${one.messages.map(message => html`<${Bubble} key=${message.id} text=${message.text ?? ""} />`)}
        <div class=${`meta ${end.id === last ? "ok" : ""}`}>
          ${end.id === last && html`<${Icon} name="check" small /><span>${say("On the server")}</span>`}
          <time datetime=${end.at}>${timeOf(end.at)}</time>
          ${size > 400 && html`<span class="pieces">${say("{n} pieces, {b} B", { n: Math.ceil(size / 400), b: size })}</span>`}
        </div>
      </section>`}`;
}

/** @param {{ text: string, look?: string }} props */
export function Bubble({ text, look = "" }) {
  return html`<div class=${`msg ${look} ${isEmoji(text) ? "emoji" : ""}`} lang=${languageOf(text)} dir="auto"><${Said} text=${text} /></div>`;
}

/** What the server says, and what is about becoming friends. @param {{ message: import("../../store/conversations.js").Message }} props */
function Notice({ message }) {
  const words = { request: "Asks to be a friend", accepted: "Is a friend now", refused: "Has refused" }[message.kind];
  return html`<div class="notice"><${Icon} name=${words ? "add" : "info"} small />
    <span lang=${languageOf(message.text ?? "")} dir="auto">${words && say(words)}${words && message.text && ": "}<${Said} text=${message.text ?? ""} /></span>
    <time class="mono" datetime=${message.at}>${timeOf(message.at)}</time></div>`;
}
