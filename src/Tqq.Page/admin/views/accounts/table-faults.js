// @ts-check
import { faultWords } from "../../../app/parts/fault-words.js";
import { say } from "../../../app/words.js";

/** The columns of a table of accounts, as the forms call them. @type {Record<string, string>} */
const labels = { "nick": "Nickname", "uin": "Number", "password": "Password", "who-may-add": "Who may add", "wire-login": "HTTP QQ port" };

/** What is wrong with a table as a whole, or with a line of it. @type {Record<string, string>} */
const sentences = {
  "quote": "a value in quotes does not end.",
  "values": "there are not as many values as columns ({min}).",
  "column": "“{field}” is no column.",
  "column-twice": "the column “{field}” is there twice.",
  "no-nick": "there is no column nick.",
  "most": "there are more than {max} accounts. Give them in several lists.",
  "no-account": "there is no account. The first line names the columns, and each line behind it is an account.",
  "encoding": "the list is not UTF-8.",
};

/**
 * A fault of a table, with its line.
 * @param {FaultRow} fault
 */
export function tableFault({ line, detail, column = "", rule = "", min, max }) {
  const field = labels[column] ? say(labels[column]) : column;
  const words = sentences[rule] ? say(sentences[rule], { field, min: min ?? 0, max: max ?? 0 })
    : faultWords({ rule, min, max, detail }, field);
  return line ? say("Line {n}: {words}", { n: line, words }) : words;
}
