// @ts-check
import { say } from "../words.js";
import { detailOr, troubleOf } from "./trouble.js";

/** By the rule of the API that a field does not keep to: the words, which name the field by its label, or what stands in it:
 * “Password” is among the most common ones would speak of the word in quotes. @type {Record<string, string>} */
const sentences = {
  "missing": "“{field}” is empty.",
  "too-long": "“{field}” takes at most {max} characters; this has {n}.",
  "too-many-bytes": "“{field}” takes at most {max} bytes; this has {n}. A Chinese character takes 3, a Latin letter 1.",
  "web-address": "This is no web address. An example of one: https://example.org/lin.",
  "email": "This is no e-mail address. An example of one: lin@example.org.",
  "choice": "“{field}” must be one of those that are offered.",
  "short-password": "This password has less than {min} characters, and is easily guessed.",
  "common-password": "This password is among the 10,000 most common ones, which are guessed first. Choose another.",
  "old-password": "This password is the one until now, which may have been heard. Choose another.",
  "network": "“{field}” must be addresses or networks, such as 192.0.2.7 or 10.0.0.0/8.",
  "own-address": "“{field}” must hold your own address. Otherwise you could not change it again.",
  "address": "“{field}” must be a number, or an address such as 192.0.2.7.",
  "free-number": "This number is taken. Choose another.",
  "account": "This number is of no account. Give a nickname, and one is made.",
};

/**
 * What is wrong with a field, as a sentence. Where the rule says too little, what the server says to programs says more.
 * @param {{ rule?: string, min?: number, max?: number, n?: number, detail?: string }} facts those of the refusal (docs/api.md)
 * @param {string} field its label
 */
export function faultWords({ rule = "", min = 0, max, n = 0, detail }, field) {
  const values = { field, min, max: max ?? 0, n };
  if (rule === "text") return say(min ? "“{field}” needs {min} to {max} characters, and no control characters."
    : "“{field}” may have at most {max} characters, and no control characters.", values);
  if (rule === "number") return say(max === undefined ? "“{field}” must be a whole number from {min} up."
    : "“{field}” must be a whole number from {min} to {max}.", values);
  return sentences[rule] ? say(sentences[rule], values) : detailOr(detail,
    field ? "“{field}” is not as it must be." : "Something in it is not as it must be.", { field });
}

/**
 * What is said at a field. What a refusal has a sentence of its own for is said in that.
 * @param {import("./faults.js").Fault} fault @param {string} label @param {string} [title] what the pattern of the field wants
 */
export function sentenceOf(fault, label, title) {
  // A label that leads to its field ends with a colon.
  const field = label.replace(/[:：]$/, "");
  const words = fault.rule === "pattern" ? title : faultWords({ ...fault, detail: fault.refusal?.message }, field);
  return fault.refusal ? troubleOf(fault.refusal.name, fault.refusal.message, words) : words;
}
