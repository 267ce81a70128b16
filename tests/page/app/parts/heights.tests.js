// @ts-check
import { Heights } from "../../../../src/Tqq.Page/app/parts/heights.js";
import { equal } from "../../check.js";

const rows = () => {
  const heights = new Heights(50);
  heights.set(["a", "b", "c", "d"]);
  return heights;
};

export const tests = {
  "Rows that were never drawn are as high as is guessed": () => {
    const heights = rows();
    equal([heights.total, heights.top(2), heights.top(99)], [200, 100, 200]);
  },
  "A row that was drawn is as high as it was": () => {
    const heights = rows();
    equal([heights.note("b", 120), heights.note("b", 120.01), heights.total, heights.top(2)], [true, false, 270, 170]);
  },
  "What was measured stays when rows come above": () => {
    const heights = rows();
    heights.note("a", 10);
    heights.set(["y", "z", "a", "b"]);
    equal([heights.placeOf("a"), heights.top(2), heights.top(3), heights.placeOf("c")], [2, 100, 110, undefined]);
  },
  "The row at a height is found, and the first or last where there is none": () => {
    const heights = rows();
    heights.note("a", 10);
    equal([-5, 0, 9, 10, 59, 60, 1000].map(y => heights.at(y)), [0, 0, 0, 1, 1, 2, 3]);
  },
  "Without rows there is no height": () => equal([new Heights(50).total, new Heights(50).at(10)], [0, 0]),
};
