// @ts-check
import "../../../../src/Tqq.Page/admin/words.js";
import { refusalWords } from "../../../../src/Tqq.Page/admin/views/outcomes.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { equal } from "../../check.js";

export const tests = {
  "why something was refused is said in words": () => {
    language.value = "en";
    equal(["refused 400", "refused: wrong password", "refused 418", "refused: a later reason"].map(refusalWords),
      ["wrong input", "wrong password", "418", "a later reason"]);
    language.value = "zh";
    equal(["refused 400", "refused: no such link"].map(refusalWords), ["填写有误", "没有这样的链接"]);
  },
};
