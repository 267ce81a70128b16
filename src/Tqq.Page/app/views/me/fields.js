// @ts-check
import { say } from "../../words.js";

/**
 * A field of a profile: its name in the API, its words, and its key on the wire. `kind` is what is to be written in it here; from elsewhere
 * any text may have come.
 * @typedef {{ name: string, words: string, key: string, most?: number, kind?: string, isWide?: boolean }} Field
 */

/** @type {[string, Field[]][]} */
export const fields = [
  ["About", [
    { name: "nick", words: "Nickname", key: "NK", most: 32 },
    { name: "realName", words: "Real name", key: "RN", most: 60 },
    { name: "introduction", words: "Introduction", key: "PR", most: 500, isWide: true },
    { name: "sex", words: "Sex", key: "SX" }, { name: "age", words: "Age", key: "AG" },
    { name: "constellation", words: "Constellation", key: "CO" }, { name: "zodiac", words: "Zodiac", key: "SH" },
    { name: "bloodType", words: "Blood type", key: "BT" }, { name: "school", words: "School", key: "SC", most: 100 },
    { name: "job", words: "Job", key: "JB", most: 60 },
  ]],
  ["Where", [
    { name: "country", words: "Country", key: "CY", most: 60 }, { name: "province", words: "Province", key: "PV", most: 60 },
    { name: "city", words: "City", key: "CT", most: 60 },
    { name: "postcode", words: "Postcode", key: "PC", most: 20 },
    { name: "address", words: "Address", key: "AD", most: 200, isWide: true },
  ]],
  ["Contact", [
    { name: "email", words: "E-mail", key: "EM", most: 100, kind: "email" },
    { name: "phone", words: "Phone", key: "PH", most: 60 },
    { name: "mobile", words: "Mobile", key: "MO", most: 30 },
    { name: "homePage", words: "Home page", key: "HP", most: 200, kind: "web-address" },
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
