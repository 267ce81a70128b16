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
    // A bracket that ends an address belongs to it where it was opened in it, and to the sentence elsewhere.
    const isOpen = match[0].split("(").length > match[0].split(")").length;
    const href = match[0] + (isOpen && text[match.index + match[0].length] === ")" ? ")" : "");
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push({ text: href, href });
    at = match.index + href.length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}

// What is an address although it does not say how it is reached, such as example.org/lin.
const bare = /^([\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]*(:\d+)?([/?#]|$)/u;

/**
 * Where a text leads that is the address of a web page as a whole, null where it is none. One with a name or a password in it leads
 * elsewhere than it seems.
 * @param {string} text
 */
export function webAddressOf(text) {
  const said = text.trim();
  const whole = /^https?:\/\//iu.test(said) ? said : bare.test(said) ? `http://${said}` : "";
  if (/\s/u.test(whole) || !URL.canParse(whole)) return null;
  const { href, username, password } = new URL(whole);
  return username || password ? null : href;
}

/** Whether a text is an e-mail address. @param {string} text */
export const isEmail = text => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(text.trim());

/** The language of a text for fonts and screen readers; undefined where its script says nothing. @param {string} text */
export function languageOf(text) {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  if (/\p{Script=Han}/u.test(text)) return "zh-Hans";
  return /[A-Za-z]/.test(text) ? "en" : undefined;
}

const letters = new Intl.Segmenter();

/** Whether a text is one to three emoji and nothing else. @param {string} text */
export function isEmoji(text) {
  const said = text.trim();
  // Most texts are long or begin with something else, and to take one apart costs much more than to see that.
  if (said.length > 60 || !/^\p{Extended_Pictographic}/u.test(said)) return false;
  const all = [...letters.segment(said)];
  return all.length <= 3 && all.every(letter => /^\p{Extended_Pictographic}/u.test(letter.segment));
}

/**
 * Whether a text is code, whose form is to be kept: several lines, some of which are indented or end as lines of code do.
 * @param {string} text
 */
export function isCode(text) {
  const lines = text.split("\n").filter(line => line.trim());
  const like = lines.filter(line => /^(\t| {2,})\S|[;{}]\s*$/.test(line)).length;
  return lines.length > 1 && like > 0 && like * 3 >= lines.length;
}

/** @param {string} text */
export function bytes(text) {
  return new TextEncoder().encode(text).length;
}

/** As many bytes a client of 2005 gets in one piece. */
const pieceSize = 400;

/**
 * In how many pieces a client of 2005 gets a text: the server puts a space behind it and cuts neither inside of a character nor behind a
 * space (docs/protocol.md, 5.9).
 * @param {string} text
 */
export function pieces(text) {
  const all = new TextEncoder().encode(`${text} `);
  let count = 1;
  for (let from = 0; all.length - from > pieceSize; count++) {
    let end = from + pieceSize;
    while ((all[end] & 0xc0) === 0x80) end--;
    let behind = end;
    while (behind > from && all[behind - 1] === 0x20) behind--;
    from = behind > from ? behind : end;
  }

  return count;
}

/** The text in one line, for a list. @param {string} text */
export function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** What is sent of a text: it without empty lines before it and blanks behind it. @param {string} text */
export const trimmed = text => text.replace(/^\n+|\s+$/g, "");
