// @ts-check
import "../../../../src/Tqq.Page/admin/words.js";
import { actWords } from "../../../../src/Tqq.Page/admin/views/acts.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { equal } from "../../check.js";

/** @param {string} outcome */
const wordsOf = outcome => actWords({ act: "totp.on", outcome });

export const tests = {
  "only what is known to be done is said as done": () => {
    language.value = "en";
    equal(["done", "refused: 403", "not known: the client left", "failed"].map(wordsOf),
      ["Second factor switched on", ...Array.from({ length: 3 }, () => "Tried: Second factor switched on")]);
    equal(actWords({ act: "totp.on" }), "Tried: Second factor switched on");
    language.value = "zh";
    equal(wordsOf("refused: 403"), "尝试：开启了两步验证");
  },
};
