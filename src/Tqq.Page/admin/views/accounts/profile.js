// @ts-check
import { html } from "../../../app/html.js";
import { Field, Form } from "../../../app/parts/form.js";
import { limits } from "../../../app/parts/limits.js";
import { say } from "../../../app/words.js";
import { valuesOf, valueWords } from "../../parts/values.js";
import { askAdmin } from "../../session.js";
import { saveField } from "./save.js";

/**
 * How others find an account: by what name, and whether they may add it.
 * @param {{ one: any, asked: import("../../../app/act.js").Act, act: (doing: () => Promise<any>) => Promise<any>, isFull: boolean }} props
 */
export function Profile({ one, asked, act, isFull }) {
  /** @param {any} body */
  const edit = body => act(() => askAdmin("PATCH", `/accounts/${one.uin}`, body));
  /** @param {Sent} event */
  const save = event => saveField(event.currentTarget, "NK", nick => edit({ fields: { NK: nick } }));
  return html`<section class="section"><h2>${say("How others see it")}</h2>
    <${Form} act=${asked} onSend=${save}><${Field} name="NK" id="nickname" label=${say("Nickname")} ...${limits.nick} required
      readonly=${!isFull} defaultValue=${one.nick} autocomplete="off" around=${(/** @type {any} */ control) => html`
        <span class="who-line">${control}${isFull && html`<button class="btn">${say("Save")}</button>`}</span>`} /><//>
    <div class="field"><label for="adding">${say("Who may add")}</label>
      <select class="input" id="adding" disabled=${!isFull} value=${one.whoMayAdd}
        onChange=${(/** @type {Written} */ event) => edit({ whoMayAdd: event.currentTarget.value })}>
        ${valuesOf("adding").map(name => html`<option key=${name} value=${name}>${valueWords("adding", name)}</option>`)}</select></div>
    </section>`;
}
