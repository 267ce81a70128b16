// @ts-check
/** What this browser keeps for the page: choices and drafts. Where it keeps nothing, they last as long as the page. */
const memory = new Map();

/** @param {string} name @returns {string | null} */
export function kept(name) {
  try {
    return localStorage.getItem(`tqq.${name}`);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** @param {string} name @param {string | null} value */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(`tqq.${name}`);
    else localStorage.setItem(`tqq.${name}`, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}
