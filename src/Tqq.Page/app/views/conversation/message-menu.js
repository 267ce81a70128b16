// @ts-check
import { html } from "../../html.js";
import { faceOfCopy, useCopy } from "../../parts/copy.js";
import { Icon } from "../../parts/icon.js";
import { Menu } from "../../parts/menu.js";
import { say } from "../../words.js";

/**
 * What can be done with one message.
 * @param {{ message: import("../../store/logs.js").Message, isPointed: boolean, menus: import("./menus.js").Menus }} props
 */
export function MessageMenu({ message, isPointed, menus }) {
  const { state, copy } = useCopy();
  const { words, name } = faceOfCopy(state.value, say("More about this message"), "more");
  const { value: opened } = menus.opened;
  return html`<${Menu} look=${`icon-btn of-message ${isPointed || state.value ? "shown" : ""}`} label=${words} isNamed
      face=${html`<${Icon} name=${name} small />`} spot=${opened?.key === message.id ? opened : null} onOpen=${menus.noteOpen}>
      ${message.text && html`<button type="button" role="menuitem" onClick=${() => copy(message.text ?? "")}>
        <${Icon} name="copy" small />${say("Copy the text")}</button>`}
      <button type="button" role="menuitem" class="dang" onClick=${() => { menus.doomed.value = message; }}>
        <${Icon} name="remove" small />${say("Delete for me")}</button>
    <//><span class="visually-hidden" role="status">${state.value && words}</span>`;
}
