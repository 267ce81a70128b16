// @ts-check
/** For `ref` of a field: it has the focus as soon as it is there. @param {HTMLElement | null} element */
export const focused = element => element?.focus();
