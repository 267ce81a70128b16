// @ts-check
import { useEffect, useId } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { sentenceOf } from "../../app/parts/fault-words.js";
import { Icon } from "../../app/parts/icon.js";

// So long after the last letter the server is asked.
const pauseMilliseconds = 250;

/**
 * A field to search with.
 * @param {{ label: string, onFind: (text: string) => void, wrong?: import("../../app/api.js").Refusal | null }} props `wrong` is why the
 *   server does not search for what stands in it
 */
export function Find({ label, onFind, wrong = null }) {
  const text = useSignal("");
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => onFind(text.value.trim()), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text.value]);
  return html`<div class="finder"><label class="search"><${Icon} name="search" small /><span class="visually-hidden">${label}</span>
    <input class="input" type="search" placeholder=${label} value=${text.value} aria-invalid=${wrong ? "true" : undefined}
      aria-describedby=${wrong ? id : undefined}
      onInput=${(/** @type {Written} */ event) => { text.value = event.currentTarget.value; }} /></label>
    ${wrong && html`<p class="error" id=${id} role="status"><${Icon} name="warning" small />
      <span>${sentenceOf({ rule: "other", ...wrong.facts, refusal: wrong }, label)}</span></p>`}</div>`;
}
