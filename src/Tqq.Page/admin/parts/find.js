// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { Icon } from "../../app/parts/icon.js";

// So long after the last letter the server is asked.
const pauseMilliseconds = 250;

/** A field to search with. @param {{ label: string, onFind: (text: string) => void }} props */
export function Find({ label, onFind }) {
  const text = useSignal("");
  useEffect(() => {
    const timer = setTimeout(() => onFind(text.value.trim()), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text.value]);
  return html`<label class="search"><${Icon} name="search" small /><span class="visually-hidden">${label}</span>
    <input class="input" type="search" placeholder=${label} value=${text.value}
      onInput=${(/** @type {Written} */ event) => { text.value = event.currentTarget.value; }} /></label>`;
}
