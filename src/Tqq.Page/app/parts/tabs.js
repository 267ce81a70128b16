// @ts-check
import { html } from "../html.js";

/**
 * Tabs: one of some parts of a view is shown. Arrow keys move.
 * @param {{ label: string, tabs: [string, string][], chosen: string, onChoose: (name: string) => void }} props tabs are name and words
 */
export function Tabs({ label, tabs, chosen, onChoose }) {
  /** @param {Typed} event */
  const move = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.findIndex(([name]) => name === chosen);
    const next = (at + step + tabs.length) % tabs.length;
    onChoose(tabs[next][0]);
    /** @type {HTMLElement} */ (event.currentTarget.children[next]).focus();
  };
  return html`<div class="seg full" role="tablist" aria-label=${label} onKeyDown=${move}>${tabs.map(([name, words]) => html`
    <button type="button" role="tab" key=${name} aria-selected=${name === chosen ? "true" : "false"} tabindex=${name === chosen ? 0 : -1}
      onClick=${() => onChoose(name)}>${words}</button>`)}</div>`;
}

/**
 * One of some values.
 * @param {{ name: string, label: string, choices: [string, string][], value: string, onChoose: (value: string) => void }} props
 */
export function Choice({ name, label, choices, value, onChoose }) {
  return html`<fieldset class="seg"><legend class="visually-hidden">${label}</legend>${choices.map(([one, words]) => html`
    <label key=${one}><input type="radio" name=${name} value=${one} checked=${one === value}
      onChange=${() => onChoose(one)} />${words}</label>`)}
  </fieldset>`;
}
