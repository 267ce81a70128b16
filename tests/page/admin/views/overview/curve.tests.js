// @ts-check
import { linesOf, scaleOf } from "../../../../../src/Tqq.Page/admin/views/overview/curve.js";
import { equal } from "../../../check.js";

export const tests = {
  "A scale ends where the highest is not cut off": () => {
    for (let highest = 0; highest < 100_000; highest = highest * 1.1 + 0.3) {
      const { top } = scaleOf(highest);
      if (top < highest) throw new Error(`${top} is below ${highest}`);
    }
  },
  "It has two to four steps of 1, 2 or 5 times a power of ten": () => {
    for (let highest = 0; highest < 100_000; highest = highest * 1.1 + 0.3) {
      const { top, lines } = scaleOf(highest);
      equal([lines[0], lines.at(-1)], [0, top]);
      if (lines.length < 3 || lines.length > 5) throw new Error(`${highest}: ${lines}`);
      if (!/^[125]0*$|^0\.[125]$/.test(String(lines[1]))) throw new Error(`${highest}: ${lines}`);
    }
  },
  "Known scales": () => equal([scaleOf(70), scaleOf(7), scaleOf(300)],
    [{ top: 100, lines: [0, 50, 100] }, { top: 10, lines: [0, 5, 10] }, { top: 300, lines: [0, 100, 200, 300] }]),
  "What is always nothing has a scale": () => equal(scaleOf(0), { top: 1, lines: [0, 0.5, 1] }),
  "Points become one line": () => equal(linesOf([[0, 1], [10, 2.25], [20, 3]]),
    [{ path: "M0.0 1.0L10.0 2.3L20.0 3.0", begin: 0, end: 20 }]),
  "A gap ends a line and begins another": () => equal(linesOf([null, [10, 1], null, null, [40, 2], [50, 3], null]),
    [{ path: "M10.0 1.0", begin: 10, end: 10 }, { path: "M40.0 2.0L50.0 3.0", begin: 40, end: 50 }]),
  "Without points there is no line": () => equal([linesOf([]), linesOf([null, null])], [[], []]),
};
