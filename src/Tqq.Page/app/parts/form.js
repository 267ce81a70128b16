// @ts-check
import { useContext, useEffect, useId, useRef } from "../../vendor/hooks.js";
import { createContext } from "../../vendor/preact.js";
import { batch, effect } from "../../vendor/signals.js";
import { html } from "../html.js";
import { useAct } from "./act.js";
import { sentenceOf } from "./fault-words.js";
import { faultOf, fieldOf, tooMuchOf } from "./faults.js";
import { Icon } from "./icon.js";

/** What the form around a field asks the server. */
const Around = createContext(/** @type {import("../act.js").Act | null} */ (null));

/** The fields of a form: what `Field` has drawn. @param {HTMLFormElement} form @returns {HTMLInputElement[]} */
const controlsOf = form => [...form.querySelectorAll("[data-field]")].map(one => /** @type {HTMLInputElement} */ (one));

/**
 * A form. What is wrong with a field is said at it in the page's words: what its attributes forbid, before anything is sent, and what the
 * server refuses. The browser would say it in its own language, beside the page. That a field holds too much is said while somebody writes.
 * @param {{ act?: import("../act.js").Act, places?: Record<string, string>, onSend: (event: Sent) => unknown, children: any }} props
 *   `act` is who asks the server: of what is refused it keeps what is about no field, for `Trouble`; `places` are names of fields by the
 *   names of refusals that name none; all others are attributes of the form
 */
export function Form({ act, places, onSend, children, ...attributes }) {
  const own = useAct();
  const { faults, refusal, forget } = act ?? own;
  const place = useRef(/** @type {HTMLFormElement | null} */ (null));
  // A refusal goes to its field before anything is drawn, so that it is not read out twice.
  useEffect(() => {
    const end = effect(() => {
      const refused = refusal.value;
      const form = place.current;
      const name = refused && form && fieldOf(refused, controlsOf(form).map(one => one.name), places);
      if (name) batch(() => {
        refusal.value = null;
        faults.value = { [name]: { ...refused.facts, refusal: refused, isFirst: true } };
      });
    });
    return () => {
      end();
      faults.value = {};
    };
  }, [refusal]);
  /** @param {Sent} event */
  const send = event => {
    event.preventDefault();
    const wrong = controlsOf(event.currentTarget).map(one => /** @type {const} */ ([one.name, faultOf(one)])).filter(([, fault]) => fault);
    batch(() => {
      forget();
      faults.value = Object.fromEntries(wrong.map(([name, fault], at) => [name, { .../** @type {any} */ (fault), isFirst: at === 0 }]));
    });
    if (!wrong.length) onSend(event);
  };
  /** @param {Event & { target: HTMLInputElement, isComposing?: boolean }} event */
  const change = ({ target, isComposing }) => {
    // What an input method still composes is not yet what it will be.
    if (isComposing) return;
    const { [target.name]: gone, ...others } = faults.value;
    const excess = tooMuchOf(target);
    if (excess) faults.value = { ...others, [target.name]: { ...excess, isLive: true } };
    else if (gone) faults.value = others;
  };
  return html`<form ...${attributes} ref=${place} noValidate onSubmit=${send} onInput=${change}
    oncompositionend=${change}>
    <${Around.Provider} value=${act ?? own}>${children}<//></form>`;
}

/**
 * A field of a form: its label, what is written or chosen in it, what is wrong with it, and a hint.
 * @param {{ name: string, label: string, as?: "input" | "select" | "textarea", id?: string, isBare?: boolean, aside?: any, hint?: any,
 *   most?: number, counted?: import("./limits.js").Limit["counted"], kind?: string, box?: string, look?: string,
 *   around?: (control: any) => any, whenThere?: (control: HTMLElement | null) => void,
 *   explain?: (refusal: import("../api.js").Refusal) => any, title?: string, children?: any }} props `name` is what the API calls it;
 *   `isBare` where the label stands in the field alone; `aside` is in the line of the label; `most` is how much it takes, and `counted` how
 *   that is counted (`limits.js`); `kind` is what it is to be (`faults.js`); `box` and `look` are classes of the whole and of the control;
 *   `around` draws what stands in one line with the control; `whenThere` is told of the control; `explain` says what is wrong where that is
 *   more than a sentence; `title` what a pattern wants; all others are attributes of the control
 */
export function Field({ name, label, as = "input", id, isBare = false, aside, hint, most, counted, kind, box = "", look = "",
  around = one => one, whenThere, explain, title, children, ...attributes }) {
  const act = useContext(Around);
  const own = useId();
  const at = id ?? own;
  const fault = act?.faults.value[name];
  useEffect(() => { if (fault?.isFirst) document.getElementById(at)?.focus(); }, [fault]);
  const notes = [fault && `${at}-fault`, hint && `${at}-hint`].filter(Boolean).join(" ");
  return html`<div class=${`field ${box}`}>${!isBare && html`<label for=${at}>${label}${aside}</label>`}
    ${around(html`<${as} data-field data-most=${most} data-counted=${counted} data-kind=${kind}
      aria-label=${isBare ? label : undefined} placeholder=${isBare ? label : undefined} ...${attributes}
      ref=${whenThere} id=${at} name=${name} class=${`input ${look}`} title=${title} aria-invalid=${fault ? "true" : undefined}
      aria-describedby=${notes || undefined}>${children}<//>`)}
    ${fault && html`<div class="error" id=${`${at}-fault`} role=${fault.isFirst ? "alert" : fault.isLive ? "status" : undefined}>
      <${Icon} name="warning" small />
      <div>${(fault.refusal && explain?.(fault.refusal)) ?? sentenceOf(fault, label, title)}</div></div>`}
    ${hint && html`<p class="hint" id=${`${at}-hint`}>${hint}</p>`}</div>`;
}
