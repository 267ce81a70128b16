// @ts-check
import { html } from "../html.js";
import { languageOf, parts } from "../text.js";

/** What somebody wrote: text, in which addresses lead somewhere. @param {{ text: string }} props */
export function Said({ text }) {
  return parts(text).map(part => part.href
    ? html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>` : part.text);
}

/** A name that somebody gave themselves. @param {{ text: string, look?: string }} props */
export function Name({ text, look = "cut" }) {
  return html`<bdi class=${look} lang=${languageOf(text)}>${text}</bdi>`;
}
