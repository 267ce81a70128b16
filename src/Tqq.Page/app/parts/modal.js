// @ts-check
import { useLayoutEffect, useRef } from "../../vendor/hooks.js";

/**
 * What makes a dialog element one over the page, for as long as it is drawn. The focus stays in it and returns to where it was; Escape and
 * a click beside it close it. What is marked with `data-first` has the focus at first.
 * @param {() => void} onClose
 * @param {boolean} [isKept] whether closing would lose what it shows or waits for: then Escape, the back gesture and a click beside it do
 *   nothing, the browser asks before the page is left, and only a button of the dialog may call `onClose`
 */
export function useModal(onClose, isKept = false) {
  const box = useRef(/** @type {any} */ (null));
  // What an effect leaves behind is undone a moment after the element was taken away, what a layout effect does before that.
  useLayoutEffect(() => {
    const own = box.current;
    own.showModal();
    own.querySelector("[data-first]")?.focus();
    // Only a dialog that is closed gives the focus back; one that is taken away does not.
    return () => own.close();
  }, []);
  useLayoutEffect(() => {
    if (!isKept) return;
    /** @param {Event} event */
    const stay = event => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [isKept]);
  const close = () => box.current?.close();
  return {
    close,
    props: {
      ref: box,
      closedby: isKept ? "none" : "closerequest",
      onClose: () => {
        // A browser that does not know `closedby` has closed it all the same.
        if (isKept && box.current?.isConnected) box.current.showModal();
        else {
          onClose();
          // What opened it may be gone by now, as the row of what was removed: whoever works by keyboard goes on in the view.
          if (document.activeElement === document.body) document.getElementById("main")?.focus();
        }
      },
      onClick: (/** @type {Clicked} */ event) => { if (!isKept && event.target === box.current) close(); },
    },
  };
}
