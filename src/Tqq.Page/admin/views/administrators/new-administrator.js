// @ts-check
import { html } from "../../../app/html.js";
import { useAct } from "../../../app/parts/act.js";
import { Dialog } from "../../../app/parts/dialog.js";
import { numberField } from "../../../app/parts/number.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { askAdmin } from "../../session.js";

/** Makes an account an administrator, with a new password. @param {{ onClose: () => void }} props */
export function NewAdministrator({ onClose }) {
  const { isBusy, refusal, run } = useAct();
  /** @param {Sent} event */
  const submit = async event => {
    event.preventDefault();
    const { uin, nick, role, password } = event.currentTarget.elements;
    if (await run(() => askAdmin("POST", "/administrators",
      { uin: Number(uin.value), nick: nick.value || undefined, role: role.value, password: password.value }), { makes: "once" })) onClose();
  };
  return html`<${Dialog} title=${say("New administrator")} onClose=${onClose}><form class="form-grid" onSubmit=${submit}>
    <div class="field"><label for="uin">${say("Number")}</label>
      <input class="input number" id="uin" name="uin" ...${numberField()} required data-first autocomplete="off" /></div>
    <div class="field"><label for="nick">${say("Nickname")}</label><input class="input" id="nick" name="nick" maxlength="32"
      autocomplete="off" />
      <p class="hint">${say("Only where the number has no account yet.")}</p></div>
    <div class="field"><label for="role">${say("Rights")}</label>
      <select class="input" id="role" name="role"><option value="full">${say("All rights")}</option><option
        value="read-only">${say("Reads only")}</option></select></div>
    <div class="field"><label for="password">${say("New password")}</label>
      <input class="input" id="password" name="password" type="password" minlength="8" maxlength="128" required
        autocomplete="new-password" />
      <p class="hint">${say("The old one may have been heard on the HTTP QQ port. All sessions of the account end.")}</p></div>
    <${Trouble} refusal=${refusal.value} />
    <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Make administrator")}</button>
      <button type="button" class="btn" onClick=${onClose}>${say("Cancel")}</button></div></form><//>`;
}
