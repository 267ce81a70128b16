// @ts-check
import "../../../src/Tqq.Page/admin/words.js";
import { chinese } from "../../../src/Tqq.Page/app/chinese.js";
import { language } from "../../../src/Tqq.Page/app/looks.js";
import { addWords, say, shareWords } from "../../../src/Tqq.Page/app/words.js";
import { equal } from "../check.js";

export const tests = {
  "a page's own words count, whether the shared ones came before them or after": () => {
    language.value = "zh";
    addWords({ "first": "own" });
    shareWords({ "first": "shared", "second": "shared", "third": "shared" });
    addWords({ "second": "own" });
    equal(["first", "second", "third", "fourth"].map(one => say(one)), ["own", "own", "shared", "fourth"]);
  },

  "the sections of the administrator's pages are called the same however the Chinese came": () => {
    language.value = "zh";
    const before = say("Sessions");
    shareWords(chinese);
    equal([before, say("Sessions")], ["会话", "会话"]);
  },
};
