// @ts-check
import { useEffect, useLayoutEffect, useRef } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { Heights } from "./heights.js";

/** So far above and below what is to be seen, rows are in the document, too, in pixels. */
const margin = 900;

/** Where less than so much is left above or below, other rows are drawn, in pixels. */
const least = 600;

/** So near to the end, whoever reads is at the end, in pixels. */
export const nearEnd = 48;

/**
 * A long list of which only those rows are in the document that can be seen, and some around them. The height of the others is the padding
 * of the rows' element. A row is a child of it and has its key as `data-key`.
 * @param {object} props
 * @param {string[]} props.keys all rows, in order; the same array for the same rows
 * @param {number} props.guess the height of a row that was never drawn, in pixels
 * @param {boolean} [props.isAnchored] whether what is looked at stays where it is to the pixel, whatever comes above it or turns out higher
 * @param {boolean} [props.isEndKept] whether the end stays in sight, once it is, when rows come below it
 * @param {string} [props.mark] what in a row stays where it is, as a selector; else the row itself
 */
export function useWindow({ keys, guess, isAnchored = false, isEndKept = false, mark = "" }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const body = useRef(/** @type {HTMLElement | null} */ (null));
  const heights = /** @type {Heights} */ (useRef(/** @type {any} */ (null)).current ??= new Heights(guess));
  // Counts up where rows are to be drawn anew that no other change would draw.
  const turn = useSignal(0);
  const isAtEnd = useRef(isEndKept);
  // The row that is looked at, and how far below the upper edge of the box its mark is.
  const anchor = useRef(/** @type {{ key: string, top: number } | null} */ (null));
  const drawn = useRef([0, 0]);
  // How far the box is scrolled, as far as is known here; null before it is brought somewhere.
  const scrolled = useRef(/** @type {number | null} */ (null));
  heights.set(keys);

  /** @param {HTMLElement | null} row */
  const markOf = row => row && mark ? row.querySelector(mark) ?? row : row;
  /** @param {string} key */
  const rowOf = key => /** @type {HTMLElement | null} */ (body.current?.querySelector(`:scope > [data-key="${CSS.escape(key)}"]`) ?? null);
  /** How far below the upper edge of the box the rows begin. */
  const begin = () => body.current && box.current ? body.current.getBoundingClientRect().top - box.current.getBoundingClientRect().top : 0;

  /** Where the upper edge of the box is among the rows. */
  const edge = () => {
    const height = box.current?.clientHeight ?? innerHeight;
    if (isAtEnd.current) return heights.total - height;
    const place = isAnchored && anchor.current ? heights.placeOf(anchor.current.key) : undefined;
    return place !== undefined && anchor.current ? heights.top(place) - anchor.current.top : -begin();
  };
  const span = (more = margin) => {
    const y = edge();
    const height = box.current?.clientHeight ?? innerHeight;
    return keys.length ? [heights.at(y - more), heights.at(y + height + more) + 1] : [0, 0];
  };

  // What is hidden has no size. Nothing is looked at there, and nothing can be measured.
  const isHidden = () => !box.current?.clientHeight;

  /** Remembers what is looked at. */
  const look = () => {
    if (!box.current || isHidden() || !keys.length) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    // What is told of may be a scroll of this list's own. The box may have become lower since, and the end is brought into sight again.
    const isOwn = scrollTop === scrolled.current;
    scrolled.current = scrollTop;
    isAtEnd.current = isEndKept && (isOwn && isAtEnd.current || scrollHeight - scrollTop - clientHeight < nearEnd);
    const y = -begin();
    // The first row that is drawn and to be seen; where one scrolled too far for that, the place alone counts.
    const first = drawn.current[0];
    const place = heights.top(first) < y + clientHeight ? Math.max(first, heights.at(y)) : heights.at(y);
    const row = markOf(rowOf(keys[place]));
    anchor.current = { key: keys[place],
      top: row ? row.getBoundingClientRect().top - box.current.getBoundingClientRect().top : heights.top(place) - y };
  };

  /** Draws other rows where those that are drawn will soon not be enough. */
  const refill = () => {
    if (isHidden()) return;
    const [from, to] = span(least);
    if (from < drawn.current[0] || to > drawn.current[1]) turn.value++;
  };

  /** Puts everything where it belongs, after rows were drawn. */
  const place = () => {
    if (!box.current || !body.current) return;
    if (isHidden()) {
      // Where it is scrolled to when it is shown again says nothing of what somebody looked at.
      scrolled.current = null;
      return;
    }

    // Somebody scrolled, and the event that says so has not come yet.
    if (anchor.current && scrolled.current !== null) anchor.current.top -= box.current.scrollTop - scrolled.current;
    for (const row of /** @type {Iterable<HTMLElement>} */ (body.current.children)) {
      heights.note(row.dataset.key ?? "", row.getBoundingClientRect().height);
    }

    const [from, to] = drawn.current;
    body.current.style.paddingTop = `${heights.top(from)}px`;
    body.current.style.paddingBottom = `${heights.total - heights.top(to)}px`;
    if (isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
    else if (isAnchored && anchor.current) {
      const row = markOf(rowOf(anchor.current.key));
      const off = row ? row.getBoundingClientRect().top - box.current.getBoundingClientRect().top - anchor.current.top : 0;
      if (Math.abs(off) > 0.05) box.current.scrollTop += off;
      // Where all there is can be seen, nothing will be scrolled, and the end is in sight.
      const { scrollHeight, scrollTop, clientHeight } = box.current;
      isAtEnd.current = isEndKept && scrollHeight - scrollTop - clientHeight < nearEnd;
      // Out of sight it may not be drawn the next time, and then nothing would say how far everything moved.
      if (anchor.current.top < 0 || anchor.current.top > clientHeight) look();
    }

    scrolled.current = box.current.scrollTop;
    refill();
  };

  const [from, to] = drawn.current = turn.value < 0 ? [0, 0] : span();
  useLayoutEffect(place);
  const latest = useRef(place);
  latest.current = place;
  useEffect(() => {
    // A keyboard that comes or a field that grows takes room away; in another width rows have other heights.
    const watch = new ResizeObserver(() => latest.current());
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  return {
    box, body, from, to, isAtEnd,
    /** To be called when the box was scrolled. */
    onScroll: () => {
      look();
      refill();
    },
    /** Brings the end into sight. */
    toEnd: () => {
      isAtEnd.current = true;
      turn.value++;
    },
    /** Brings a row into sight. @param {string} key @param {number} top how far below the upper edge of the box, in pixels */
    toRow: (key, top) => {
      isAtEnd.current = false;
      anchor.current = { key, top };
      scrolled.current = null;
      if (!isAnchored && box.current) box.current.scrollTop += heights.top(heights.placeOf(key) ?? 0) + begin() - top;
      turn.value++;
    },
    rowOf,
  };
}
