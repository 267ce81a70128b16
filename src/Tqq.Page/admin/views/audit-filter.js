// @ts-check
/**
 * What a search asks for: an address is where from, an act its name, anything else a text. A number is one: of who acted, and of on whom.
 * @param {string} text
 */
export function filterOf(text) {
  const name = /^\d+(\.\d+)+$|^[\da-f:.]*:[\da-f:.]*$/i.test(text) ? "from"
    : /^[a-z-]+\.[a-z-]*$/.test(text) ? "act" : "text";
  return `${name}=${encodeURIComponent(text)}`;
}
