// @ts-check
import { useEffect, useRef } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { figures, figuresRefusal } from "../figures.js";
import { askAdmin } from "../session.js";
import { rowsOf } from "./rows.js";

/**
 * A list that the server gives a page at a time.
 * @param {string} path with what is asked for, without the cursor @param {string} name of the list in the answer
 * @param {{ limit?: number, cursor?: string, isLive?: boolean }} [how] `limit` is rows of a page; `cursor` what the server calls the place
 *   where a page goes on; `isLive` where rows change by themselves: the page of the list is read again with the figures of the server
 */
export function usePages(path, name, { limit = 50, cursor = "after", isLive = false } = {}) {
  // The places at which the pages up to this one begin; the first page has none.
  const cursors = useSignal(/** @type {{ at: string, from: number }[]} */ ([{ at: "", from: 0 }]));
  const answer = useSignal(/** @type {any} */ (null));
  const refusal = useSignal(/** @type {any} */ (null));
  const isBusy = useSignal(false);
  // What the answer that is there was asked for with.
  const answered = useSignal("");

  // What was asked for last counts.
  const turn = useRef(0);
  const read = async () => {
    const { at } = cursors.value[cursors.value.length - 1];
    const own = ++turn.current;
    const isLast = () => turn.current === own;
    try {
      const found = await askAdmin("GET", `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${at}`);
      if (isLast()) [answer.value, answered.value, refusal.value] = [found, path, null];
    } catch (fault) {
      if (isLast()) throw fault;
    }
  };
  const load = async () => {
    isBusy.value = true;
    try {
      await read();
    } catch (fault) {
      refusal.value = fault;
    } finally {
      isBusy.value = false;
    }
  };
  useEffect(() => {
    cursors.value = [{ at: "", from: 0 }];
    load();
  }, [path]);
  // Nobody has asked for this: no button waits for it, and what it is refused is told of by the figures.
  const isLooking = useRef(false);
  const now = isLive && figures.value;
  useEffect(() => {
    if (!now || isBusy.value || isLooking.current) return;
    isLooking.current = true;
    read().catch(() => {}).finally(() => { isLooking.current = false; });
  }, [now]);
  // The list may be old while the server does not answer. It is read again as soon as the server does.
  const silence = figuresRefusal.value?.name === "network" ? figuresRefusal.value : null;
  const wasSilent = useSignal(false);
  useEffect(() => {
    if (!silence && wasSilent.value) load();
    wasSilent.value = silence !== null;
  }, [silence]);

  const { from } = cursors.value[cursors.value.length - 1];
  const rows = rowsOf(answered.value === path ? answer.value?.[name] : undefined, answer.value?.[name], refusal.value ?? silence);
  // What is wrong with the search is said at its field.
  const wrong = refusal.value?.name === "bad-input" ? refusal.value : null;
  return {
    rows, from, wrong, refusal: wrong ? null : refusal.value ?? silence, isBusy: isBusy.value, answer: answer.value, load,
    total: answer.value?.total,
    hasMore: !wrong && Boolean(answer.value?.next), hasBefore: cursors.value.length > 1,
    next: () => {
      const { next, nextNick } = answer.value;
      const nick = nextNick === undefined ? "" : `&${cursor}Nick=${encodeURIComponent(nextNick)}`;
      cursors.value = [...cursors.value, { at: `&${cursor}=${encodeURIComponent(next)}${nick}`, from: from + (rows?.length ?? 0) }];
      load();
    },
    back: () => {
      cursors.value = cursors.value.slice(0, -1);
      load();
    },
  };
}
