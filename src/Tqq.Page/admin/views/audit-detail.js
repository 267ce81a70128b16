// @ts-check
import { language } from "../../app/looks.js";
import { fields } from "../../app/views/me/fields.js";
import { say } from "../../app/words.js";
import { count } from "../parts/facts.js";
import { valueWords } from "../parts/values.js";

/** What the keys of profile fields are called. @type {Words} */
const fieldWords = { FC: "Face", ...Object.fromEntries(fields.flatMap(([, some]) => some.map(one => [one.key, one.words]))) };

/** @param {string} key */
const fieldOf = key => fieldWords[key] ? say(fieldWords[key]) : key;

/** @param {unknown} value */
const yesOrNo = value => say(value === null ? "not given" : String(value) === "true" ? "yes" : "no");

/** @param {string} about */
const oneOf = about => (/** @type {any} */ value) => valueWords(about, String(value));

/** So many characters tell one key from another. */
const keyLength = 8;

/** The beginning of a key that nobody reads: the export has all of it. @param {string} key */
export const keyWords = key => key.length > keyLength ? `${key.slice(0, keyLength)}…` : key;

/**
 * The members that a line may have: what each is called, and how its value is said where that is not as it is.
 * @type {Record<string, { words: string, say?: (value: any) => string }>}
 */
const members = {
  allowedAddresses: { words: "Only from these networks", say: value => [value].flat().join(comma()) || say("From everywhere") },
  days: { words: "Good for how many days", say: value => value === null ? say("no end") : count(value) },
  devices: { words: "Pages, programs and tokens, too", say: yesOrNo },
  from: { words: "First number" },
  id: { words: "List of accounts", say: value => keyWords(String(value)) },
  keepsSent: { words: "Keeps what it sends", say: value => value === "default" ? say("as the server says") : yesOrNo(value) },
  madeBy: { words: "Made by", say: oneOf("who") },
  name: { words: "Name" },
  nick: { words: "Nickname" },
  note: { words: "For whom or what" },
  reason: { words: "Reason" },
  refusesStrangers: { words: "Refuses messages from strangers", say: yesOrNo },
  registration: { words: "Who may register", say: oneOf("registration") },
  requiresKey: { words: "Needs a session key", say: yesOrNo },
  role: { words: "Rights", say: oneOf("role") },
  uses: { words: "How many accounts", say: value => typeof value === "number" ? count(value) : textOf(value) },
  whoMayAdd: { words: "Who may add", say: oneOf("adding") },
  whoMayFind: { words: "Who may find", say: oneOf("finding") },
  whoSees: { words: "Who sees what", say: value => Object.entries(value ?? {})
    .map(([key, audience]) => `${fieldOf(key)} (${valueWords("audience", String(audience))})`).join(comma()) || say("none") },
  wireLogin: { words: "How it may log in", say: oneOf("login") },
};

/** What `to` is depends on the act: the end of a range of numbers, or whom an announcement is for. @param {any} value */
const toOf = value => typeof value === "number" || value === null ? { words: "Last number" }
  : { words: "To whom", say: oneOf("hearers") };

/** What a route says in a sentence of its own. @type {[RegExp, (found: RegExpExecArray) => string][]} */
const notes = [
  [/^repeated$/, () => say("repeated")],
  [/^by a link$/, () => say("by a link")],
  [/^fields (.+)$/, ([, keys]) => pair(say("Changed"), keys.split(" ").map(fieldOf).join(comma()))],
  [/^app password (.+)$/, ([, id]) => say("app password {id}", { id })],
  [/^(\d+) accounts: (.+)$/, ([, n, numbers]) => pair(say("{n} accounts", { n: count(Number(n)) }), numbers)],
  [/^before it (\d+) failed that have no line$/, ([, n]) => say("before it {n} failed that have no line", { n: count(Number(n)) })],
];

/** @param {string} name @param {string} value */
const pair = (name, value) => `${name}${language.value === "zh" ? "：" : ": "}${value}`;

/** What stands between the values of a list. */
const comma = () => language.value === "zh" ? "、" : ", ";

/** A value that has no words of its own. @param {any} value @returns {string} */
function textOf(value) {
  if (value === null || value === "") return say("none");
  if (typeof value === "boolean") return yesOrNo(value);
  if (Array.isArray(value)) return value.map(textOf).join(comma()) || say("none");
  if (typeof value !== "object") return String(value);
  return Object.entries(value).map(([key, each]) => `${apart(key)} ${textOf(each)}`).join(comma()) || say("none");
}

/** A name of the API as words: "keepsSent" is "keeps sent". @param {string} name */
const apart = name => name.replace(/[-_]+/g, " ").replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** @param {string} name @param {any} value */
function memberWords(name, value) {
  const member = name === "to" ? toOf(value) : Object.hasOwn(members, name) ? members[name] : undefined;
  return pair(member ? say(member.words) : apart(name), (member?.say ?? textOf)(value));
}

/** Where a member begins, with its value: JSON, or a word of its own. What is longer than the log keeps ends in the middle. */
const member = /^(\w+)=("(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|\{[^}]*\}?|[^\s;]*)(…?)(?=$|[\s;])/;

/** @param {string} json */
function valueOf(json) {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/**
 * What a line of the audit log says beside its act, in words: `name=value`, the query of an address, and sentences of the server's own.
 * What is not known is said as it is, as readable as may be.
 * @param {string} detail
 */
export function detailWords(detail) {
  const said = [];
  let rest = detail;
  const query = /^\?(\S*?)(?=;?(?:\s|$))/.exec(rest);
  if (query) {
    said.push(...[...new URLSearchParams(query[1])].map(([name, value]) => memberWords(name, value)));
    rest = rest.slice(query[0].length);
  }

  for (rest = rest.replace(/^[\s;]+/, ""); rest; rest = rest.replace(/^[\s;]+/, "")) {
    const found = member.exec(rest);
    const text = found ? found[0] : /^[^;]*/.exec(rest)?.[0] || rest;
    if (found) said.push(memberWords(found[1], valueOf(found[2])) + found[3]);
    else said.push(noteWords(text.trim()));
    rest = rest.slice(text.length);
  }

  return said.join(language.value === "zh" ? "；" : "; ");
}

/** @param {string} text */
function noteWords(text) {
  for (const [pattern, words] of notes) {
    const found = pattern.exec(text);
    if (found) return words(found);
  }

  return text;
}
