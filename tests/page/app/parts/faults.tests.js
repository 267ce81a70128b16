// @ts-check
import { Refusal } from "../../../../src/Tqq.Page/app/api.js";
import { chinese as words } from "../../../../src/Tqq.Page/app/chinese.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { sentenceOf } from "../../../../src/Tqq.Page/app/parts/fault-words.js";
import { faultOf, fieldOf } from "../../../../src/Tqq.Page/app/parts/faults.js";
import { numberField } from "../../../../src/Tqq.Page/app/parts/number.js";
import { addWords } from "../../../../src/Tqq.Page/app/words.js";
import { equal } from "../../check.js";

// On the page they come when the language is chosen.
addWords(words);

/** What a browser says of a field with these attributes. @param {Record<string, unknown>} attributes @param {string} value */
function said(attributes, value) {
  const control = Object.assign(document.createElement("input"), attributes);
  control.value = value;
  return faultOf(control);
}

/** @param {Record<string, unknown>} facts @param {string} [name] */
const refusal = (facts, name = "bad-input") => new Refusal(name, "it is wrong", 0, facts);

/** @template T @param {string} name @param {() => T} read */
function inLanguage(name, read) {
  const before = language.value;
  language.value = name;
  try {
    return read();
  } finally {
    language.value = before;
  }
}

export const tests = {
  "a number of an account may have blanks at either end, as where it was pasted": () => {
    for (const value of ["", "10001", " 10001", "\u00a010001\t"]) equal(said(numberField(), value), null);
    for (const value of ["77", "1000 1", "10001x"]) equal(said(numberField(), value), { rule: "pattern" });
  },

  "blanks alone are nothing, but in a password": () => {
    equal(said({ required: true }, "  "), { rule: "missing" });
    equal(said({ required: false }, "  "), null);
    equal(said({ required: true, type: "password", autocomplete: "new-password" }, "        "), null);
    equal(said({ required: true, type: "password", autocomplete: "new-password" }, ""), { rule: "missing" });
  },

  "a count keeps to its limits": () => {
    const count = { type: "number", min: "1", max: "1000" };
    for (const value of ["", "1", "1000"]) equal(said(count, value), null);
    for (const value of ["0", "1001", "1.5", "-1"]) equal(said(count, value), { rule: "number", min: 1, max: 1000 });
    equal(said({ type: "number", min: "1" }, "0"), { rule: "number", min: 1 });
  },

  "what is no number is that, and not nothing, although its value is empty": () => {
    const control = Object.assign(document.createElement("input"), { type: "number", required: true, min: "1" });
    const fault = faultOf({ ...pick(control), validity: { badInput: true, valueMissing: true } });
    equal(fault, { rule: "number", min: 1 });
  },

  "a text that is too short is said so with its limits": () => {
    const control = Object.assign(document.createElement("input"), { minLength: 8 });
    control.dataset.most = "128";
    equal(faultOf({ ...pick(control), validity: { tooShort: true } }), { rule: "text", min: 8, max: 128 });
  },

  "a text that is too long is said so with its length, as the server counts it": () => {
    const control = document.createElement("input");
    control.dataset.most = "32";
    for (const text of ["a".repeat(32), "🎂".repeat(32), ""]) equal(faultOf(Object.assign(control, { value: text })), null);
    equal(faultOf(Object.assign(control, { value: "a".repeat(40) })), { rule: "too-long", max: 32, n: 40 });
    equal(faultOf(Object.assign(control, { value: "🎂".repeat(33) })), { rule: "too-long", max: 32, n: 33 });
    control.dataset.counted = "units";
    equal(faultOf(Object.assign(control, { value: "🎂".repeat(17) })), { rule: "too-long", max: 32, n: 34 });
    control.dataset.counted = "bytes";
    equal(faultOf(Object.assign(control, { value: "好".repeat(10) })), null);
    equal(faultOf(Object.assign(control, { value: "好".repeat(11) })), { rule: "too-many-bytes", max: 32, n: 33 });
  },

  "a field says what kind of text it is to be": () => {
    const control = document.createElement("input");
    control.dataset.kind = "web-address";
    for (const value of ["", " ", "example.org/lin"]) equal(faultOf(Object.assign(control, { value })), null);
    equal(faultOf(Object.assign(control, { value: "javascript:alert(1)" })), { rule: "web-address" });
    control.dataset.kind = "email";
    equal(faultOf(Object.assign(control, { value: " lin@example.org " })), null);
    equal(faultOf(Object.assign(control, { value: "lin at example.org" })), { rule: "email" });
  },

  "a refusal is about the field that its member is, or that is said to be its place": () => {
    const names = ["age", "nick", "allowedAddresses", "password"];
    equal(fieldOf(refusal({ field: "profile.age" }), names), "age");
    equal(fieldOf(refusal({ field: "allowedAddresses[1]" }), names), "allowedAddresses");
    equal(fieldOf(refusal({ field: "uin" }), names), undefined);
    equal(fieldOf(refusal({}), names), undefined);
    equal(fieldOf(refusal({}, "wrong-password"), names), undefined);
    equal(fieldOf(refusal({}, "wrong-password"), names, { "wrong-password": "password" }), "password");
    equal(fieldOf({ name: "busy" }, names), undefined);
  },

  "a refusal that has words of its own keeps them, and one without a rule that is known says what the server says": () => {
    const fault = { rule: "proof", refusal: refusal({ field: "code", rule: "proof" }, "wrong-code") };
    equal(inLanguage("en", () => sentenceOf(fault, "Code")), "That code is wrong or was used before.");
    equal(inLanguage("en", () => sentenceOf({ rule: "other", refusal: refusal({}) }, "Code")), "it is wrong");
    equal(inLanguage("en", () => sentenceOf({ rule: "missing", refusal: refusal({}) }, "Code")), "“Code” is empty.");
    equal(sentenceOf({ rule: "pattern" }, "Code", "What the title says."), "What the title says.");
    equal(inLanguage("en", () => sentenceOf({ rule: "missing" }, "Your words:")), "“Your words” is empty.");
  },

  "each rule has a sentence of its own, which names the field or speaks of what stands in it, in both languages": () => {
    const named = ["missing", "choice", "network", "own-address", "address", "text", "number", "too-long", "too-many-bytes"];
    // With the label, the word in quotes would look like the password or the address that is meant.
    const meant = ["short-password", "common-password", "old-password", "free-number", "account", "web-address", "email"];
    const [english, chinese] = ["en", "zh"].map(one => inLanguage(one,
      () => [...named, ...meant].map(rule => sentenceOf({ rule, min: 1, max: 9, n: 10 }, "Label") ?? "")));
    english.forEach((sentence, at) => equal(
      [sentence.includes("“Label”"), sentence.startsWith("This "), /\p{Script=Han}|[{}]/u.test(sentence)],
      [at < named.length, at >= named.length, false]));
    chinese.forEach((sentence, at) => equal(
      [sentence.includes("“Label”"), sentence.startsWith("这"), /\p{Script=Han}/u.test(sentence), /[{}]/.test(sentence)],
      [at < named.length, at >= named.length, true, false]));
    equal(new Set(english).size, named.length + meant.length);
  },
};

/** What is looked at of a control. @param {HTMLInputElement} one */
function pick({ value, required, autocomplete, minLength, min, max, dataset }) {
  return { value, required, autocomplete, minLength, min, max, dataset };
}
