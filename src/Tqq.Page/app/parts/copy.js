// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../html.js";
import { say } from "../words.js";
import { Icon } from "./icon.js";

/** A button that copies a text, and says so for two seconds. @param {{ text: string, label: string }} props */
export function Copy({ text, label }) {
  const isCopied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https there is no clipboard: what is selected can be copied by hand.
      return;
    }
    isCopied.value = true;
    setTimeout(() => { isCopied.value = false; }, 2000);
  };
  const words = isCopied.value ? say("Copied") : label;
  return html`<button type="button" class="icon-btn" aria-label=${words} title=${words} onClick=${copy}>
    <${Icon} name=${isCopied.value ? "check" : "copy"} /></button>`;
}
