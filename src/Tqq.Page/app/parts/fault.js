// @ts-check
import { useEffect, useId, useRef } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { faultWords } from "./fault-words.js";

/**
 * The field of a form that a refusal is about: it is marked, is described by what is said of it, and gets the focus, until something is
 * written into it.
 * @param {{ facts?: Record<string, any> } | null} refusal
 * @returns {{ id: string, place: any, words: string | null }} `place` is in the form, and `id` that of what is said; `words` say what is
 *   wrong, null where no field of the form is meant
 */
export function useFault(refusal) {
  const id = useId();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const label = useSignal("");
  useEffect(() => {
    const field = refusal && fieldOf(place.current, refusal.facts?.field);
    label.value = field ? labelOf(field) : "";
    if (!field) return undefined;
    const clear = () => ["aria-invalid", "aria-describedby"].forEach(name => field.removeAttribute(name));
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
    field.addEventListener("input", clear, { once: true });
    field.focus();
    return () => {
      field.removeEventListener("input", clear);
      clear();
    };
  }, [refusal]);
  return { id, place, words: refusal && label.value ? faultWords(refusal.facts ?? {}, label.value) : null };
}

/** @param {HTMLElement | null} place @param {unknown} path of a member of the body, such as `profile.city` or `allowedAddresses[0]` */
function fieldOf(place, path) {
  const name = typeof path === "string" ? path.replace(/\[\d+\]$/, "").split(".").at(-1) : "";
  const field = name && place?.closest("form")?.elements.namedItem(name);
  return field instanceof HTMLElement ? /** @type {HTMLInputElement} */ (field) : null;
}

/** What a field is called on the page. @param {HTMLInputElement} field */
const labelOf = field => field.ariaLabel ?? field.labels?.[0]?.firstChild?.textContent ?? "";
