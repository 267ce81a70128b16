// @ts-check
import { say } from "../../words.js";

/**
 * A field of a profile: its name in the API, its words, and its key on the wire.
 * @typedef {{ name: string, words: string, key: string, longest?: number, isWide?: boolean }} Field
 */

/** @type {[string, Field[]][]} */
export const fields = [
  ["About", [
    { name: "nick", words: "Nickname", key: "NK", longest: 32 },
    { name: "realName", words: "Real name", key: "RN", longest: 100 },
    { name: "introduction", words: "Introduction", key: "PR", longest: 500, isWide: true },
    { name: "sex", words: "Sex", key: "SX" }, { name: "age", words: "Age", key: "AG" },
    { name: "constellation", words: "Constellation", key: "CO" }, { name: "zodiac", words: "Zodiac", key: "SH" },
    { name: "bloodType", words: "Blood type", key: "BT" }, { name: "school", words: "School", key: "SC", longest: 100 },
    { name: "job", words: "Job", key: "JB", longest: 100 },
  ]],
  ["Where", [
    { name: "country", words: "Country", key: "CY", longest: 100 }, { name: "province", words: "Province", key: "PV", longest: 100 },
    { name: "city", words: "City", key: "CT", longest: 100 },
    { name: "postcode", words: "Postcode", key: "PC", longest: 20 },
    { name: "address", words: "Address", key: "AD", longest: 200, isWide: true },
  ]],
  ["Contact", [
    { name: "email", words: "E-mail", key: "EM", longest: 100 },
    { name: "phone", words: "Phone", key: "PH", longest: 40 },
    { name: "mobile", words: "Mobile", key: "MO", longest: 40 },
    { name: "homePage", words: "Home page", key: "HP", longest: 200 },
  ]],
];

/** What is a code on the wire: its names in the API and its words. @type {Record<string, [string, string][]>} */
export const codes = {
  sex: [["male", "Male"], ["female", "Female"]],
  bloodType: [["A", "Type A"], ["B", "Type B"], ["O", "Type O"], ["AB", "Type AB"], ["other", "Other"]],
  constellation: ["Aquarius", "Pisces", "Aries", "Taurus", "Gemini", "Cancer", "Leo",
    "Virgo", "Libra", "Scorpio", "Sagittarius", "Capricorn"].map(named),
  zodiac: ["Rat", "Ox", "Tiger", "Rabbit", "Dragon", "Snake", "Horse", "Goat", "Monkey", "Rooster", "Dog", "Pig"].map(named),
};

/** @param {string} words @returns {[string, string]} */
function named(words) {
  return [words.toLowerCase(), words];
}

/** What a code means, in words; what is no code, as it is. @param {string} field @param {string | undefined} code */
export const meaningOf = (field, code) => say(codes[field]?.find(([one]) => one === code)?.[1] ?? code ?? "");
