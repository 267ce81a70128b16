// @ts-check
import { html } from "../html.js";
import { say } from "../words.js";
import { Icon } from "./icon.js";

/** Nothing is known, and the server does not answer. @param {{ again: () => unknown }} props `again` asks it once more */
export function Unreachable({ again }) {
  return html`<main class="empty alone" id="main"><${Icon} name="lost" /><h1>${say("The server does not answer.")}</h1>
    <p>${say("This page tries again by itself.")}</p><button type="button" class="btn" onClick=${again}>${say("Try now")}</button></main>`;
}
