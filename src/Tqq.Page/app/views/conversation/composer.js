// @ts-check
import { useLayoutEffect, useRef } from "../../../vendor/hooks.js";
import { html } from "../../html.js";
import { Form } from "../../parts/form.js";
import { sentenceOf } from "../../parts/fault-words.js";
import { Icon } from "../../parts/icon.js";
import { excessOf, limits } from "../../parts/limits.js";
import { Menu } from "../../parts/menu.js";
import { isPhone } from "../../parts/phone.js";
import { draft, drafts, hideDraft } from "../../store/drafts.js";
import { logOf } from "../../store/logs.js";
import { send } from "../../store/outbox.js";
import { people } from "../../store/people.js";
import { bytes, pieces, trimmed } from "../../text.js";
import { say } from "../../words.js";

const emoji = [..."😀😂😊😍😘😎🤔😴😭😡😅🙄😉😋😢😱🤗🤝👍👎👌🙏👏💪👋🤞💔🎉🎂🌹🌙⭐🔥💡☕🍺🍜🍎🐱🐶🚲🚗📷💻✅❌👀🌈"];

/** Where one writes. What is begun stays, also when the page is loaded anew. @param {{ peer: number }} props */
export function Composer({ peer }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const text = drafts.value[peer] ?? "";
  const count = pieces(text);
  const excess = excessOf(trimmed(text), limits.message);
  const { messages, older, isLoaded } = logOf(peer);
  const isFirst = isLoaded && !older && !messages.length;
  // At once: a moment later it would take the focus from what somebody has opened meanwhile.
  useLayoutEffect(() => {
    // A phone shows its keyboard for a field that has the focus, and somebody who only wants to read sees less.
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);
  /** @param {Sent | Typed} event */
  const submit = event => {
    event.preventDefault();
    const words = trimmed(text);
    if (!words || excess) return;
    hideDraft(peer);
    send(peer, words);
    field.current?.focus();
  };
  /** @param {Typed} event */
  const press = event => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) submit(event);
    const pages = { PageUp: -0.9, PageDown: 0.9 }[event.key];
    const log = document.getElementById("log");
    if (!pages || !log) return;
    event.preventDefault();
    log.scrollBy({ top: pages * log.clientHeight });
  };
  /** @param {string} letter */
  const insert = letter => {
    const area = /** @type {HTMLTextAreaElement} */ (field.current);
    const { selectionStart: from, selectionEnd: to } = area;
    area.setRangeText(letter, from, to, "end");
    draft(peer, area.value);
    area.focus();
  };
  return html`<footer class="composer"><${Form} aria-label=${people.value.get(peer)?.nick ?? String(peer)}
    onSend=${submit}>
    <div class="compose">
      <${Menu} look="icon-btn" label=${say("Emoji")} isNamed isStart columns=${isPhone.value ? 6 : 8}
        face=${html`<${Icon} name="smile" />`}>
        <div class="emoji-grid">${emoji.map(one => html`<button type="button" role="menuitem" key=${one}
          onClick=${() => insert(one)}>${one}</button>`)}</div>
      <//>
      <label class="visually-hidden" for="text">${say("Message")}</label>
      <textarea ref=${field} id="text" rows="1" placeholder=${say(isFirst ? "Say “hi ,” as in 2005" : "Message")}
        dir="auto" aria-invalid=${excess ? "true" : undefined} aria-describedby=${excess ? "text-fault" : undefined}
        value=${text} onKeyDown=${press}
        onInput=${(/** @type {Written} */ event) => draft(peer, event.currentTarget.value)}></textarea>
      <button class="send" disabled=${!text.trim() || !!excess} aria-label=${say("Send")} title=${say("Send")}>
        <${Icon} name="send" /></button>
    </div>
    <div class="under">${excess ? html`<span class="error" id="text-fault" role="status"><${Icon} name="warning" small />
      <span>${sentenceOf(excess, say("Message"))}</span></span>`
      : html`<span class="hide-phone">${say("Enter sends, Shift + Enter makes a new line")}</span>`}
      <span class="mono" role="status" title=${count > 1 ? say("Clients of 2005 take 400 bytes at most: they get a longer text in pieces.")
        : undefined}>
        ${count > 1 && say("{b} B, {n} pieces for 2005", { b: bytes(text), n: count })}</span></div>
  <//></footer>`;
}
