// @ts-check
import { html } from "../html.js";
import { putAway, shown, take } from "../once.js";
import { say } from "../words.js";
import { Copy } from "./copy.js";
import { Dialog } from "./dialog.js";

/**
 * What the server says once, over all views. It goes away by its button alone; once it was copied or saved, also by Escape, a click beside
 * it or the cross.
 */
export function ShownOnce() {
  const [one] = shown.value;
  if (!one) return null;
  const close = () => putAway(one);
  return html`<${Dialog} key=${one.body} look=${`shown-once ${one.look ?? ""}`} title=${one.title()} isKept=${!one.isTaken}
      onClose=${close}><div class="form-grid">${one.body(() => take(one))}
    <div class="actions">${one.acts?.(() => take(one))}
      <button type="button" class="btn primary" onClick=${close}>${say("I have it")}</button></div></div><//>`;
}

/**
 * A text to be copied, such as a password.
 * @param {{ text: string, label: string, onTaken?: () => void }} props `label` is what the button says
 */
export function Secret({ text, label, onTaken }) {
  return html`<div class="secret"><span>${text}</span><${Copy} text=${text} label=${label} onCopied=${onTaken} /></div>`;
}

/**
 * Lines to be copied, as they are.
 * @param {{ text: string, name: string, label: string, onTaken: () => void }} props `name` is what they are
 */
export function Lines({ text, name, label, onTaken }) {
  return html`<div class="code"><pre tabindex="0" aria-label=${name}>${text}</pre>
    <${Copy} text=${text} label=${label} onCopied=${onTaken} /></div>`;
}
