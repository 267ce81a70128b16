// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../html.js";
import { say } from "../words.js";
import { copyText } from "./clipboard.js";
import { Icon } from "./icon.js";

/** For so long, in milliseconds, it is said what became of it. */
const shown = 2000;

/** What became of a text that was to be copied: "" at first and again after a while, "copied" or "failed". */
export function useCopy() {
  const state = useSignal("");
  /** @param {string} text */
  const copy = async text => {
    const isCopied = await copyText(text);
    state.value = isCopied ? "copied" : "failed";
    setTimeout(() => { state.value = ""; }, shown);
    return isCopied;
  };
  return { state, copy };
}

/** How that is said, and drawn. @param {string} state @param {string} label @param {import("./icon.js").Name} icon both for "" */
export const faceOfCopy = (state, label, icon) => state === "copied" ? /** @type {const} */ ({ words: say("Copied"), name: "check" })
  : state === "failed" ? /** @type {const} */ ({ words: say("Not copied: select it, and copy it by hand."), name: "warning" })
    : { words: label, name: icon };

/**
 * A button that copies a text, and says so for two seconds.
 * @param {{ text: string, label: string, onCopied?: () => void }} props
 */
export function Copy({ text, label, onCopied }) {
  const { state, copy } = useCopy();
  const { words, name } = faceOfCopy(state.value, label, "copy");
  return html`<button type="button" class="icon-btn" aria-label=${words} title=${words}
      onClick=${async () => { if (await copy(text)) onCopied?.(); }}>
    <${Icon} name=${name} /></button><span
      class=${state.value === "failed" ? "hint" : "visually-hidden"} role="status">${state.value && words}</span>`;
}
