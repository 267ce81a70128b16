// @ts-check
import { batch, signal } from "../vendor/signals.js";
import { Refusal } from "./api.js";

/** @typedef {ReturnType<typeof newAct>} Act */

/**
 * What is done once for each time that it is asked for, such as a new account: "once" where a second try makes a second one, "keyed" where
 * the server knows a second try by its key.
 * @typedef {"once" | "keyed"} Making
 */

/** Names of refusals where the answer was lost to something that makes. @type {Record<Making, string>} */
const unanswered = { once: "unanswered", keyed: "unanswered-keyed" };

/**
 * Something that the server is asked to do: whether it is being done, what was refused last, and `what` has not happened for that. `again`
 * does it once more; `Trouble` shows all of this to people. `faults` are what is wrong with the fields of its form, by their names: `Form`
 * puts them there.
 * @param {(fault: any) => void} [onLate] is told where something was not made, and nobody is there any more to see it
 */
export function newAct(onLate = () => {}) {
  const isBusy = signal(false);
  const refusal = signal(/** @type {any} */ (null));
  const faults = signal(/** @type {Record<string, import("./parts/faults.js").Fault>} */ ({}));
  const what = signal("");
  // Whether it is done again without anybody asking for it.
  const isComing = signal(false);
  let isOver = false;
  let isMaking = false;
  let timer = 0;
  /** @type {(() => unknown) | undefined} */
  let repeat;
  const forget = () => batch(() => {
    clearTimeout(timer);
    refusal.value = null;
    faults.value = {};
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
   * @param {{ what?: string, isPatient?: boolean, makes?: Making }} [how] `what` is a sentence for when it fails; `isPatient` where it is
   *   done again by itself as soon as the server allows it; `makes` where it is not to be done twice: a second click on its button does
   *   nothing while it is under way, and a lost answer says what may have happened
   * @returns {Promise<boolean>} whether it was done
   */
  const run = async (act, { what: words = "", isPatient = false, makes } = {}) => {
    if (makes && isMaking) return false;
    forget();
    what.value = words;
    isBusy.value = true;
    if (makes) isMaking = true;
    repeat = () => run(act, { what: words, isPatient, makes });
    try {
      await act();
      return true;
    } catch (fault) {
      const isLost = makes && /** @type {any} */ (fault)?.name === "network";
      const told = isLost ? new Refusal(unanswered[makes], /** @type {Error} */ (fault).message) : fault;
      if (isOver && makes) onLate(told);
      batch(() => fail(told, isPatient));
      return false;
    } finally {
      isBusy.value = false;
      if (makes) isMaking = false;
    }
  };
  return {
    isBusy, refusal, faults, what, isComing, run, forget,
    again: () => repeat?.(),
    /** Nobody is there any more to see what becomes of it. */
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
