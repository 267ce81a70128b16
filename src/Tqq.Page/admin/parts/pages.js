// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { figuresRefusal } from "../figures.js";
import { askAdmin } from "../session.js";
import { rowsOf } from "./rows.js";

/**
 * A list that the server gives a page at a time.
 * @param {string} path with what is asked for, without the cursor @param {string} name of the list in the answer
 * @param {number} [limit] rows of a page @param {string} [cursor] what the server calls the place where a page goes on
 */
export function usePages(path, name, limit = 50, cursor = "after") {
  // The places at which the pages up to this one begin; the first page has none.
  const cursors = useSignal(/** @type {{ at: string, from: number }[]} */ ([{ at: "", from: 0 }]));
  const answer = useSignal(/** @type {any} */ (null));
  const refusal = useSignal(/** @type {any} */ (null));
  const isBusy = useSignal(false);
  const wanted = useSignal("");
  // What the answer that is there was asked for with.
  const answered = useSignal("");

  const load = async () => {
    const { at } = cursors.value[cursors.value.length - 1];
    const asked = `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${at}`;
    wanted.value = asked;
    isBusy.value = true;
    try {
      const found = await askAdmin("GET", asked);
      // What was asked for meanwhile counts.
      if (wanted.value === asked) [answer.value, answered.value] = [found, path];
      refusal.value = null;
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
  // The list may be old while the server does not answer. It is read again as soon as the server does.
  const silence = figuresRefusal.value?.name === "network" ? figuresRefusal.value : null;
  const wasSilent = useSignal(false);
  useEffect(() => {
    if (!silence && wasSilent.value) load();
    wasSilent.value = silence !== null;
  }, [silence]);

  const { from } = cursors.value[cursors.value.length - 1];
  const rows = rowsOf(answered.value === path ? answer.value?.[name] : undefined, answer.value?.[name], refusal.value ?? silence);
  return {
    rows, from, refusal: refusal.value ?? silence, isBusy: isBusy.value, answer: answer.value, load,
    total: answer.value?.total,
    hasMore: Boolean(answer.value?.next), hasBefore: cursors.value.length > 1,
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
