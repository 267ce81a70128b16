// @ts-check
import { isCode, isEmail, isEmoji, languageOf, oneLine, parts, pieces, webAddressOf } from "../../../src/Tqq.Page/app/text.js";
import { equal } from "../check.js";

/** @param {string} text */
const addresses = text => parts(text).filter(part => part.href).map(part => part.href);

export const tests = {
  "Only http and https lead anywhere": () => equal(
    addresses("http://a.example https://b.example/c?d=e#f javascript:alert(1) data:text/html,x ftp://g.example mailto:h@i.example"),
    ["http://a.example", "https://b.example/c?d=e#f"]),
  "What ends a sentence is no part of an address": () => equal(
    addresses("See https://a.example/b. (Or https://c.example), https://d.example/（e） “https://f.example” 看https://g.example。"),
    ["https://a.example/b", "https://c.example", "https://d.example/", "https://f.example", "https://g.example"]),
  "A bracket that was opened in an address is closed in it": () => equal(
    addresses("https://a.example/b_(c) (https://d.example/e)"), ["https://a.example/b_(c)", "https://d.example/e"]),
  "Nothing of a text is lost": () => {
    const text = "a https://b.example/(c) d\n  e <b>f</b>";
    equal(parts(text).map(part => part.text).join(""), text);
  },
  "One to three emoji and nothing else are shown large": () => equal(
    ["🎉", " 🎉🎉 ", "👍🏽👍🏽👍🏽", "👨‍👩‍👧", "🎉🎉🎉🎉", "🎉 a", "1", "", "a🎉"].map(isEmoji),
    [true, true, true, true, false, false, false, false, false]),
  "Code is told by its lines": () => equal(
    ["def f():\n    return 1", "int x;\nint y;", "for (;;) {\n\tx();\n}", "hi ,\nhow are you?", "one line;", "a\nb\nc\n  d"].map(isCode),
    [true, true, true, false, false, false]),
  "The language of a text is told by its script": () => equal(
    ["hello", "你好", "こんにちは 世界", "안녕", "שלום", "123"].map(text => languageOf(text) ?? null),
    ["en", "zh-Hans", "ja", "ko", null, null]),
  "A client of 2005 gets pieces with a space at the end, cut neither inside of a character nor behind a space": () => equal(
    ["", "A".repeat(399), "A".repeat(400), "好".repeat(133), "好".repeat(400), "🎉".repeat(100), `${"A".repeat(399)}    B`, " ".repeat(801)]
      .map(pieces),
    [1, 1, 2, 1, 4, 2, 2, 3]),
  "A text as a whole is the address of a web page, with or without http before it": () => {
    equal(["https://a.example/b?c#d", " http://intranet:8080 ", "HTTP://A.example", "a.example/~b", "例子.example", "a.example:81"]
      .map(webAddressOf), ["https://a.example/b?c#d", "http://intranet:8080/", "http://a.example/", "http://a.example/~b",
      "http://xn--fsqu00a.example/", "http://a.example:81/"]);
    for (const text of ["", "javascript:alert(1)", "javascript:80", "data:text/html,x", "mailto:a@b.example", "ftp://a.example", "home",
      "1.5", "http://", "https://bank.example@evil.example", "a.example b", "http://a.example\nb", "//a.example", "没有。有"])
      equal([text, webAddressOf(text)], [text, null]);
  },
  "A text is an e-mail address, or is none": () => equal(
    ["lin@example.org", " 林@例子.example ", "lin", "lin@home", "a@b@c.example", "lin@.org", "lin @example.org"].map(isEmail),
    [true, true, false, false, false, false, false]),
  "A text in a list is one line": () => equal(oneLine(" a\n\n b\tc "), "a b c"),
};
