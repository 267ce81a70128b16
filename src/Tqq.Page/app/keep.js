// @ts-check
/**
 * What this browser keeps for the page: choices and drafts. What it does not keep, because it is full or keeps nothing, lasts as long as
 * the page, and counts before what was kept earlier.
 * @type {Map<string, string | null>}
 */
const memory = new Map();

/** @param {string} name @returns {string | null} */
export function kept(name) {
  if (memory.has(name)) return memory.get(name) ?? null;
  try {
    return localStorage.getItem(`tqq.${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string | null} value */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(`tqq.${name}`);
    else localStorage.setItem(`tqq.${name}`, value);
    memory.delete(name);
  } catch {
    memory.set(name, value);
  }
}
