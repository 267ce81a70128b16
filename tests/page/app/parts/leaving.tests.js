// @ts-check
import { chinese } from "../../../../src/Tqq.Page/app/chinese.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { keptOf, lossOf } from "../../../../src/Tqq.Page/app/parts/leaving.js";
import { shareWords } from "../../../../src/Tqq.Page/app/words.js";
import { equal } from "../../check.js";

const none = { queued: 0, failed: 0, drafts: 0 };

export const tests = {
  "a draft is called a draft, and only what goes out by itself is said to wait": () => {
    equal(keptOf({ uin: 10002, ...none, drafts: 1 }), "One draft of 10002 is kept here until 10002 signs in again.");
    equal(keptOf({ uin: 10002, ...none, failed: 2 }),
      "2 texts of 10002 could not be sent. They are kept here until 10002 signs in again.");
    equal(keptOf({ uin: 10002, ...none, queued: 1 }), "One text of 10002 was not sent. It waits here until 10002 signs in again.");
    equal(lossOf({ queued: 1, failed: 2, drafts: 3 }), "One text has not gone out yet. 2 texts could not be sent. 3 drafts are kept here.");
  },

  "all of it has its Chinese": () => {
    shareWords(chinese);
    language.value = "zh";
    try {
      for (const count of [1, 2]) {
        for (const kind of ["queued", "failed", "drafts"]) {
          const counts = { ...none, [kind]: count };
          for (const words of [lossOf(counts), keptOf({ uin: 10002, ...counts })]) equal(/[a-z]/i.test(words), false);
        }
      }
    } finally {
      language.value = "en";
    }
  },
};
