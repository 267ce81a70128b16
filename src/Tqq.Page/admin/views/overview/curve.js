// @ts-check
/** The numbers of a chart, without its drawing. */

/**
 * A scale that ends at a round value: 1, 2 or 5 times a power of ten, in at most four steps.
 * @param {number} highest @returns {{ top: number, lines: number[] }}
 */
export function scaleOf(highest) {
  const wanted = Math.max(highest, 1) / 3;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].map(one => one * power).find(one => one >= wanted) ?? wanted;
  const steps = Math.max(1, Math.ceil(Math.max(highest, 1) / step));
  return { top: step * steps, lines: Array.from({ length: steps + 1 }, (_, at) => step * at) };
}

/**
 * Points as lines; where a point is missing, a line ends and another begins.
 * @param {(number[] | null)[]} points @returns {{ path: string, begin: number, end: number }[]}
 */
export function linesOf(points) {
  const lines = [];
  let here = /** @type {number[][]} */ ([]);
  for (const point of [...points, null]) {
    if (point) here.push(point);
    else if (here.length) {
      const path = here.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
      lines.push({ path, begin: here[0][0], end: here[here.length - 1][0] });
      here = [];
    }
  }
  return lines;
}
