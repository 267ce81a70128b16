// @ts-check
import { html } from "../../app/html.js";
import { Icon } from "../../app/parts/icon.js";
import { say } from "../../app/words.js";

/** A page: its bar with what can be done, and what it shows. @param {{ title: string, acts?: any, children: any }} props */
export function Page({ title, acts, children }) {
  return html`<header class="bar">
      <a class="icon-btn back" href="#/" aria-label=${say("Back")}><${Icon} name="back" /></a><h1 class="grow">${title}</h1>${acts}</header>
    <div class="scroll" tabindex="0"><div class="page wide">${children}</div></div>`;
}
