// @ts-check
import { html } from "../html.js";
import { languageOf, parts } from "../text.js";

/** What somebody wrote: text, in which addresses lead somewhere. @param {{ text: string }} props */
export function Said({ text }) {
  return parts(text).map(part => part.href
    ? html`<a href=${part.href} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>` : part.text);
}

/** A name that somebody gave themselves. @param {{ text: string, look?: string }} props */
export function Name({ text, look = "cut" }) {
  return html`<bdi class=${look} lang=${languageOf(text)}>${text}</bdi>`;
}

/** A name in the middle of a sentence: marks that are not seen keep its direction from the words around it. @param {string} text */
export const isolated = text => `\u2068${text}\u2069`;

/** A text in which what was searched for is marked. @param {{ text: string, words: string[] }} props */
export function Marked({ text, words }) {
  if (!words.length) return text;
  const sought = new RegExp(`(${words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
  return text.split(sought).map((part, at) => at % 2 ? html`<mark>${part}</mark>` : part);
}
