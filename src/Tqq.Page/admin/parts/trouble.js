// @ts-check
import { html } from "../../app/html.js";
import { Icon } from "../../app/parts/icon.js";
import { troubleOf } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";

const sentences = {
  "wrong-password": "Number or password is wrong, or this is no administrator.",
  "code-needed": "The code of your second factor is asked for, too.",
  "wrong-code": "That code is wrong or was used before.",
  "not-allowed": "An administrator who only reads cannot do this.",
  "no-link": "This link was used or is over. Make a new one: tqq admin link",
  "last-administrator": "The last administrator with all rights stays.",
  "number-taken": "This number is taken.",
};

/** What the server refused, as a sentence; nothing where nothing was. @param {{ refusal: any }} props */
export function Trouble({ refusal }) {
  if (!refusal) return null;
  const words = sentences[refusal.name] ? say(sentences[refusal.name]) : troubleOf(refusal.name, refusal.message);
  return html`<p class="error" role="alert"><${Icon} name="warning" small /><span>${words}</span></p>`;
}
