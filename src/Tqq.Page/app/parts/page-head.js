// @ts-check
import { html } from "../html.js";
import { back } from "../router.js";
import { say } from "../words.js";
import { Icon } from "./icon.js";

/** The bar of a page in the pane. @param {{ title: string, children?: any }} props */
export function PageHead({ title, children }) {
  return html`<header class="bar">
    <button type="button" class="icon-btn back" aria-label=${say("Back")} onClick=${back}><${Icon} name="back" /></button>
    <h1 class="grow">${title}</h1>${children}
    <a class="icon-btn hide-phone" href="#/" aria-label=${say("Close")} title=${say("Close")}><${Icon} name="close" /></a>
  </header>`;
}
