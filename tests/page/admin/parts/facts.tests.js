// @ts-check
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { dayOf, moment, size, sizeText, upSince } from "../../../../src/Tqq.Page/admin/parts/facts.js";
import { equal } from "../../check.js";

/** @param {() => void} act */
const inEnglish = act => () => {
  language.value = "en";
  act();
};

export const tests = {
  "A size is a number of at most three digits and its unit": inEnglish(() => equal([0, 999, 1000, 1536, 412_000_000, 5e15].map(size),
    [["0", "B"], ["999", "B"], ["1", "KB"], ["1.5", "KB"], ["393", "MB"], ["4,547", "TB"]])),
  "One minute is singular": inEnglish(() => equal([0, 60, 119, 120].map(upSince),
    ["Up 0 minutes", "Up 1 minute", "Up 1 minute", "Up 2 minutes"])),
  "Number and unit stay in one line": inEnglish(() => equal(sizeText(1536), "1.5\u00a0KB")),
  "What was today has a time, and what was before a day as well": inEnglish(() => {
    const now = new Date();
    if (!/^\d\d:\d\d$/.test(moment(now.toISOString()))) throw new Error(moment(now.toISOString()));
    equal(moment(new Date(2005, 4, 28, 14, 2).toISOString()), "28 May 2005 14:02");
  }),
  "Days are written as the language has them": () => {
    const day = new Date(2005, 4, 28, 12).toISOString();
    language.value = "en";
    equal(dayOf(day), "28 May 2005");
    language.value = "zh";
    equal(dayOf(day), "2005年5月28日");
  },
};
