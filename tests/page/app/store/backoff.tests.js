// @ts-check
import { pauseAfter } from "../../../../src/Tqq.Page/app/store/backoff.js";
import { equal } from "../../check.js";

export const tests = {
  "Each pause is twice as long as the one before, up to half a minute": () =>
    equal([0, 1, 2, 3, 4, 5, 6, 99].map(tries => pauseAfter(tries, 0.5)), [1, 2, 4, 8, 16, 30, 30, 30]),
  "Pauses are spread by a quarter to either side": () => equal([pauseAfter(3, 0), pauseAfter(3, 1)], [6, 10]),
  "A server that asks for more gets more, never less": () =>
    equal([pauseAfter(0, 0, 60), pauseAfter(0, 1, 60), pauseAfter(5, 0, 1)], [60, 75, 22.5]),
};
