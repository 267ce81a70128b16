// @ts-check
/** Whether a password is refused because it is easily guessed, and would be taken all the same. @param {string | undefined} rule */
export const isOfWeakness = rule => rule === "short-password" || rule === "common-password";
