// @ts-check
import { chinese } from "../../../../src/Tqq.Page/app/chinese.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { faultWords } from "../../../../src/Tqq.Page/app/parts/fault-words.js";
import { troubleOf } from "../../../../src/Tqq.Page/app/parts/trouble.js";
import { shareWords } from "../../../../src/Tqq.Page/app/words.js";
import { equal } from "../../check.js";

export const tests = {
  "what the server says to programs is not said on a Chinese page, and on an English one where the page has fewer words": () => {
    shareWords(chinese);
    language.value = "en";
    equal(["busy", "refused", "new"].map(name => troubleOf(name, "a detail")),
      ["The server's disk takes nothing now. Try again later.", "a detail", "a detail"]);
    equal(faultWords({ rule: "other", detail: "a detail" }, "City"), "a detail");
    language.value = "zh";
    equal(["refused", "new"].map(name => troubleOf(name, "a detail")), ["现在做不了。", "服务器未能完成。"]);
    equal(faultWords({ rule: "other", detail: "a detail" }, "城市"), "“城市”不符合要求。");
  },
};
