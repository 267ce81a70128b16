// @ts-check
import { html } from "../../../app/html.js";
import { Field, Form } from "../../../app/parts/form.js";
import { say } from "../../../app/words.js";
import { valuesOf, valueWords } from "../../parts/values.js";
import { askAdmin } from "../../session.js";
import { saveField } from "./save.js";

/**
 * How an account may log in at the port of HTTP QQ.
 * @param {{ one: any, asked: import("../../../app/act.js").Act, act: (doing: () => Promise<any>) => Promise<any>, isFull: boolean }} props
 */
export function Access({ one, asked, act, isFull }) {
  /** @param {any} body */
  const edit = body => act(() => askAdmin("PATCH", `/accounts/${one.uin}`, body));
  /** @param {Sent} event */
  const save = event => saveField(event.currentTarget, "allowedAddresses",
    networks => edit({ allowedAddresses: networks.split(/[\s,]+/).filter(Boolean) }));
  // An administrator's own password never opens the wire.
  const choices = valuesOf("login").filter(name => !(one.administrator && name === "password"));
  return html`<section class="section"><h2>${say("How it may log in")}</h2>
    <div class="field"><label for="wire">${say("HTTP QQ port")}</label>
      <select class="input" id="wire" disabled=${!isFull} value=${one.wireLogin}
        onChange=${(/** @type {Written} */ event) => edit({ wireLogin: event.currentTarget.value })}>
        ${choices.map(name => html`<option key=${name} value=${name}>${valueWords("login", name)}</option>`)}</select></div>
    <${Form} act=${asked} onSend=${save}><${Field} name="allowedAddresses" id="networks" label=${say("Only from these networks")}
      look="mono" readonly=${!isFull} defaultValue=${(one.allowedAddresses ?? []).join(", ")} placeholder=${say("From everywhere")}
      around=${(/** @type {any} */ control) => html`<span class="who-line">${control}${isFull && html`<button
        class="btn">${say("Save")}</button>`}</span>`} /><//></section>`;
}
