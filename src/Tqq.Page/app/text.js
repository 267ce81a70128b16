// @ts-check
/** What people write: in which language, what in it is an address, how many bytes. */

const address = /\bhttps?:\/\/[^\s<>"'“”‘’「」《》，。；！？、（）]+[^\s<>"'“”‘’「」《》，。；！？、（）.,;:!?)\]}]/giu;

/**
 * A text, taken apart into what is said and where it leads. Only http and https lead anywhere.
 * @param {string} text @returns {{ text: string, href?: string }[]}
 */
export function parts(text) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push({ text: match[0], href: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}

/** The language of a text for fonts and screen readers; undefined where its script says nothing. @param {string} text */
export function languageOf(text) {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  if (/\p{Script=Han}/u.test(text)) return "zh-Hans";
  return /[A-Za-z]/.test(text) ? "en" : undefined;
}

/** Whether a text is one to three emoji and nothing else. @param {string} text */
export function isEmoji(text) {
  const letters = [...new Intl.Segmenter().segment(text.trim())];
  return letters.length > 0 && letters.length <= 3 && letters.every(letter => /^\p{Extended_Pictographic}/u.test(letter.segment));
}

/** @param {string} text */
export function bytes(text) {
  return new TextEncoder().encode(text).length;
}

/** The text in one line, for a list. @param {string} text */
export function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}
