// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { useAct } from "../../../app/parts/act.js";
import { Copy } from "../../../app/parts/copy.js";
import { Dialog } from "../../../app/parts/dialog.js";
import { numberField } from "../../../app/parts/number.js";
import { say } from "../../../app/words.js";
import { Trouble } from "../../parts/trouble.js";
import { askAdmin } from "../../session.js";

/** Makes one account. @param {{ onClose: () => void }} props */
export function NewAccount({ onClose }) {
  const made = useSignal(/** @type {any} */ (null));
  const isCopied = useSignal(false);
  const { isBusy, refusal, run } = useAct();
  const submit = event => {
    event.preventDefault();
    const { nick, uin, password } = event.currentTarget.elements;
    run(async () => {
      made.value = await askAdmin("POST", "/accounts", { nick: nick.value, uin: Number(uin.value) || undefined, password: password.value
        || undefined });
    });
  };
  const one = made.value;
  return html`<${Dialog} title=${say("New account")} onClose=${onClose}
      isKept=${isBusy.value || Boolean(one?.password && !isCopied.value)}>${one ? html`<div class="form-grid">
      <div class="once boxed" role="status"><b>${say("{nick} has the number {uin}.", { nick: one.nick, uin: one.uin })}</b>
        ${one.password && html`<div class="secret"><span>${one.password}</span><${Copy} text=${one.password} label=${say("Copy")}
          onCopied=${() => { isCopied.value = true; }} /></div>
          <p class="hint">${say("The password is shown this once.")}</p>`}</div>
      <div class="actions"><button type="button" class="btn primary" onClick=${onClose}>${say("Done")}</button></div></div>` : html`
    <form class="form-grid" onSubmit=${submit}>
      <div class="field"><label for="nick">${say("Nickname")}</label><input class="input" id="nick" name="nick"
        maxlength="32" required data-first autocomplete="off" /></div>
      <div class="field"><label for="uin">${say("Number")}</label><input class="input number" id="uin" name="uin" ...${numberField()}
        autocomplete="off" />
        <p class="hint">${say("Empty: the next that is free.")}</p></div>
      <div class="field"><label for="password">${say("Password")}</label>
        <input class="input" id="password" name="password" type="password" minlength="8" maxlength="128" autocomplete="new-password" />
        <p class="hint">${say("Empty: one is made up, and shown once.")}</p></div>
      <${Trouble} refusal=${refusal.value} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Make the account")}</button>
        <button type="button" class="btn" disabled=${isBusy.value} onClick=${onClose}>${say("Cancel")}</button></div></form>`}<//>`;
}
