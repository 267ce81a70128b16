// @ts-check
import { html } from "../html.js";
import { oneLine } from "../text.js";
import { say } from "../words.js";
import { Face } from "./face.js";
import { Name } from "./said.js";

/**
 * Somebody in a list where trust is decided: the number stands beside the name.
 * @param {{ uin: number, nick: string, avatar: number, introduction?: string, aside?: any, children?: any }} props
 */
export function Person({ uin, nick, avatar, introduction = "", aside, children }) {
  return html`<article class="person"><${Face} avatar=${avatar} />
    <div class="title"><b><${Name} text=${nick} look="" /></b><span class="mono">${uin}</span></div>
    <div class="sub">${introduction ? html`<${Name} text=${oneLine(introduction)} />` : say("No introduction")}</div>${aside}
    <div class="body">${children}</div></article>`;
}
