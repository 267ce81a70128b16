// @ts-check
import { html } from "../../app/html.js";
import { Trouble as Shared, troubleOf } from "../../app/parts/trouble.js";
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

/** @param {string} name @param {string} detail */
const sentenceOf = (name, detail) => sentences[name] ? say(sentences[name]) : troubleOf(name, detail);

/** What the server refused, as a sentence; nothing where nothing was. @param {Parameters<typeof Shared>[0]} props */
export const Trouble = props => html`<${Shared} ...${props} sentenceOf=${sentenceOf} />`;
