// @ts-check
import { batch, signal } from "../vendor/signals.js";

/** @typedef {ReturnType<typeof newAct>} Act */

/**
 * Something that the server is asked to do: whether it is being done, what was refused last, and `what` has not happened for that. `again`
 * does it once more; `Trouble` shows all of this to people.
 */
export function newAct() {
  const isBusy = signal(false);
  const refusal = signal(/** @type {any} */ (null));
  const what = signal("");
  // Whether it is done again without anybody asking for it.
  const isComing = signal(false);
  let isOver = false;
  let timer = 0;
  /** @type {(() => unknown) | undefined} */
  let repeat;
  const forget = () => batch(() => {
    clearTimeout(timer);
    refusal.value = null;
    isComing.value = false;
  });
  /** @param {any} fault @param {boolean} isPatient */
  const fail = (fault, isPatient) => {
    if (isOver) return;
    refusal.value = fault;
    isComing.value = isPatient && fault.seconds > 0;
    if (isComing.value) timer = setTimeout(() => repeat?.(), 1000 * fault.seconds);
  };
  /**
   * @param {() => Promise<unknown>} act
   * @param {{ what?: string, isPatient?: boolean }} [how] `what` is a sentence for when it fails; `isPatient` where it is done again by
   *   itself as soon as the server allows it
   * @returns {Promise<boolean>} whether it was done
   */
  const run = async (act, { what: words = "", isPatient = false } = {}) => {
    forget();
    what.value = words;
    isBusy.value = true;
    repeat = () => run(act, { what: words, isPatient });
    try {
      await act();
      return true;
    } catch (fault) {
      batch(() => fail(fault, isPatient));
      return false;
    } finally {
      isBusy.value = false;
    }
  };
  return {
    isBusy, refusal, what, isComing, run, forget,
    again: () => repeat?.(),
    /** Nobody is there any more to see what becomes of it. */
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
