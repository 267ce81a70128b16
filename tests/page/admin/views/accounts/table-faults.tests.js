// @ts-check
import { language } from "../../../../../src/Tqq.Page/app/looks.js";
import { tableFault } from "../../../../../src/Tqq.Page/admin/views/accounts/table-faults.js";
import "../../../../../src/Tqq.Page/admin/words.js";
import { equal } from "../../../check.js";

const faults = [
  { line: 2, detail: "", column: "nick", rule: "missing" },
  { line: 3, detail: "", column: "uin", rule: "number", min: 10_001, max: 4_294_967_295 },
  { line: 1, detail: "", column: "nicht", rule: "column" },
  { line: 4, detail: "", rule: "values", min: 3 },
  { line: 0, detail: "", rule: "quote" },
  { line: 5, detail: "new words", rule: "a rule of later" },
];

/** @param {string} name */
function inLanguage(name) {
  const before = language.value;
  language.value = name;
  try {
    return faults.map(tableFault);
  } finally {
    language.value = before;
  }
}

export const tests = {
  "a fault names its line, and the column as the forms call it": () => {
    equal(inLanguage("en"), ["Line 2: “Nickname” is empty.", "Line 3: “Number” must be a whole number from 10001 to 4294967295.",
      "Line 1: “nicht” is no column.", "Line 4: there are not as many values as columns (3).", "a value in quotes does not end.",
      "Line 5: new words"]);
    equal(inLanguage("zh"), ["第 2 行：“昵称”还没有填写。", "第 3 行：“号码”必须是 10001 到 4294967295 的整数。", "第 1 行：没有“nicht”这一列。",
      "第 4 行：值的数量与列数（3）不同。", "引号中的值没有结束。", "第 5 行：其中有不符合要求的内容。"]);
  },
};
