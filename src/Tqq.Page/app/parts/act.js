// @ts-check
import { useSignal } from "../../vendor/signals.js";

/** Something that the server is asked to do: whether it is being done, and what was refused last. */
export function useAct() {
  const isBusy = useSignal(false);
  const refusal = useSignal(/** @type {any} */ (null));
  /** @param {() => Promise<unknown>} act */
  const run = async act => {
    isBusy.value = true;
    refusal.value = null;
    try {
      await act();
      return true;
    } catch (fault) {
      refusal.value = fault;
      return false;
    } finally {
      isBusy.value = false;
    }
  };
  return { isBusy, refusal, run };
}
