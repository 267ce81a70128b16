// @ts-check
import { html } from "../../../app/html.js";
import { say } from "../../../app/words.js";
import { askAdmin } from "../../session.js";

const choices = { anyone: "Anyone", verify: "After verification", nobody: "Nobody" };

/**
 * How others find an account: by what name, and whether they may add it.
 * @param {{ one: any, act: (doing: () => Promise<any>) => Promise<any>, isFull: boolean }} props
 */
export function Profile({ one, act, isFull }) {
  /** @param {any} body */
  const edit = body => act(() => askAdmin("PATCH", `/accounts/${one.uin}`, body));
  /** @param {Sent} event */
  const save = event => {
    event.preventDefault();
    edit({ fields: { NK: event.currentTarget.elements.nick.value } });
  };
  return html`<section class="section"><h2>${say("How others see it")}</h2>
    <form class="field" onSubmit=${save}><label for="nickname">${say("Nickname")}</label>
      <span class="who-line"><input class="input" id="nickname" name="nick" maxlength="32" required readonly=${!isFull}
        defaultValue=${one.nick} autocomplete="off" />${isFull && html`<button class="btn">${say("Save")}</button>`}</span></form>
    <div class="field"><label for="adding">${say("Who may add")}</label>
      <select class="input" id="adding" disabled=${!isFull} value=${one.whoMayAdd}
        onChange=${(/** @type {Written} */ event) => edit({ whoMayAdd: event.currentTarget.value })}>
        ${Object.entries(choices).map(([name, words]) => html`<option key=${name} value=${name}>${say(words)}</option>`)}</select></div>
    </section>`;
}
