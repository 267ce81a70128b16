// @ts-check
import { rowsOf } from "../../../../src/Tqq.Page/admin/parts/rows.js";
import { equal } from "../../check.js";

export const tests = {
  "a list is empty only where the server has said so": () => {
    equal(rowsOf([], [], null), []);
    equal(rowsOf(undefined, undefined, null), null);
    equal(rowsOf(undefined, undefined, new Error("no answer")), null);
    equal(rowsOf([], [], new Error("no answer")), null);
  },

  "what was found stays while the server does not answer, and what another search found does not": () => {
    equal(rowsOf([1], [1], new Error("no answer")), [1]);
    equal(rowsOf(undefined, [1], null), [1]);
    equal(rowsOf(undefined, [1], new Error("no answer")), null);
  },
};
