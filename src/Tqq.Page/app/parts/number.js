// @ts-check
import { say } from "../words.js";

/**
 * What every field for a number of an account has. Blanks at either end are taken, because a number that is pasted often comes with one;
 * Number() leaves them out.
 */
export const numberField = () => ({
  inputmode: "numeric",
  pattern: "\\s*[0-9]{5,10}\\s*",
  title: say("Numbers have 5 to 10 digits."),
});
