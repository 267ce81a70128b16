// @ts-check
import { html } from "../../html.js";
import { isSheetOpen } from "../../keys.js";
import { Dialog } from "../../parts/dialog.js";
import { say } from "../../words.js";

/**
 * Keys that are pressed together stand in one text; other keys that do the same, in the next one.
 * @type {[string, [string[], string][]][]}
 */
const sheet = [
  ["Everywhere", [
    [["/", "Ctrl K"], "search"], [["Alt 1", "Alt 2", "Alt 3"], "Chats, friends, requests"],
    [["Alt N", "Alt Shift N"], "next and previous unread"],
    [["Esc"], "closes what is open, then back to writing"], [["?"], "all keys"],
  ]],
  ["In a list", [[["↑", "↓", "Home", "End"], "through the list"], [["Enter"], "opens"]]],
  ["In a chat", [
    [["Enter"], "sends"], [["Shift Enter"], "a new line"],
    [["Page\u00a0Up", "Page\u00a0Down"], "through what was said"],
    [["Alt M"], "to the last message and its menu, arrow keys to others"], [["Alt I"], "profile card"],
  ]],
];

/** All keys. */
export function KeySheet() {
  if (!isSheetOpen.value) return null;
  return html`<${Dialog} title=${say("Keys")} look="wide" onClose=${() => { isSheetOpen.value = false; }}>
    ${sheet.map(([where, keys]) => html`<section key=${where}><h3>${say(where)}</h3><dl class="keys">${keys.map(([names, does]) => html`
      <dt key=${does}>${names.map(name => html`<span class="chord">${name.split(" ").map(key => html`<kbd>${key}</kbd>`)}</span>`)}</dt>
      <dd>${say(does)}</dd>`)}</dl></section>`)}<//>`;
}
