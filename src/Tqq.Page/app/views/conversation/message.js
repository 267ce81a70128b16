// @ts-check
import { useComputed } from "../../../vendor/signals.js";
import { longDay, timeOf } from "../../days.js";
import { html } from "../../html.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { Said } from "../../parts/said.js";
import { people } from "../../store/people.js";
import { bytes, isCode, isEmoji, languageOf, pieces } from "../../text.js";
import { say } from "../../words.js";
import { isSaid } from "./groups.js";
import { MessageMenu } from "./message-menu.js";

/**
 * A message, with the line above it where a day or what is unread begins.
 * @param {{ shape: import("./groups.js").Shape, peer: number, isLast: boolean, isSought: boolean, isStop: boolean,
 *   menus: import("./menus.js").Menus }} props `isLast` of the own ones; `isStop` where keys reach its menu
 */
export function Message({ shape, peer, isLast, isSought, isStop, menus }) {
  const { message, day, isNew, isFirst, isEnd } = shape;
  const isPointed = useComputed(() => menus.pointed.value === message.id);
  const menu = (isStop || isPointed.value) && html`<${MessageMenu} message=${message} isPointed=${isPointed.value} menus=${menus} />`;
  return html`<div class="item" data-key=${message.id}>
    ${(day || isNew) && html`<div class=${classes("day", isNew && "new", !day && "only")}>
      ${day && html`<span>${longDay(message.at)}</span>`}
      ${isNew && html`<span class="fresh">${say("New")}</span>`}</div>`}
    ${!isSaid(message) ? html`<div class="with-menu"><${Notice} message=${message} />${menu}</div>` : html`
      <div class=${classes("group", message.sent && "mine", !isFirst && "goes-on", !isEnd && "has-more", isSought && "sought")}>
        ${!message.sent && isFirst && html`<${Face} avatar=${people.value.get(peer)?.avatar} />`}
        <div class="with-menu"><${Bubble} text=${message.text ?? ""} />${menu}</div>
        ${isEnd && html`<${Meta} message=${message} isLast=${isLast} />`}
      </div>`}</div>`;
}

/** @param {(string | false | undefined)[]} names */
const classes = (...names) => names.filter(Boolean).join(" ");

/** @param {{ message: import("../../store/logs.js").Message, isLast: boolean }} props */
function Meta({ message, isLast }) {
  const { text = "" } = message;
  const count = pieces(text);
  return html`<div class=${`meta ${isLast ? "ok" : ""}`}>
    ${isLast && html`<${Icon} name="check" small /><span>${say("On the server")}</span>`}
    <time datetime=${message.at}>${timeOf(message.at)}</time>
    ${count > 1 && html`<span class="pieces"
      title=${say("Clients of 2005 take 400 bytes at most: they get a longer text in pieces.")}>
      ${say("{n} pieces, {b} B", { n: count, b: bytes(text) })}</span>`}
  </div>`;
}

/** @param {{ text: string, look?: string }} props */
export function Bubble({ text, look = "" }) {
  const form = isEmoji(text) ? "emoji" : isCode(text) ? "source" : "";
  return html`<div class=${`msg ${look} ${form}`} lang=${languageOf(text)} dir="auto"><${Said} text=${text} /></div>`;
}

/** What the server says, and what is about becoming friends. @param {{ message: import("../../store/logs.js").Message }} props */
function Notice({ message }) {
  const text = message.text ?? "";
  const words = { request: "Asks to be a friend", accepted: "Is a friend now", refused: "Has refused" }[message.kind];
  return html`<div class="notice"><${Icon} name=${words ? "add" : "info"} small />
    <span>${words && say(words)}${words && text && ": "}<bdi lang=${languageOf(text)}><${Said} text=${text} /></bdi></span>
    <time class="mono" datetime=${message.at}>${timeOf(message.at)}</time></div>`;
}
