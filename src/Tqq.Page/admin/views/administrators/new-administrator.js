// @ts-check
import { html } from "../../../app/html.js";
import { useAct } from "../../../app/parts/act.js";
import { Dialog } from "../../../app/parts/dialog.js";
import { Field, Form } from "../../../app/parts/form.js";
import { limits } from "../../../app/parts/limits.js";
import { numberField } from "../../../app/parts/number.js";
import { Password } from "../../../app/parts/password.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { askAdmin } from "../../session.js";

/** Makes an account an administrator, with a new password. @param {{ onClose: () => void }} props */
export function NewAdministrator({ onClose }) {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  /** @param {Sent} event */
  const submit = async event => {
    const { uin, nick, role, password } = event.currentTarget.elements;
    if (await run(() => askAdmin("POST", "/administrators",
      { uin: Number(uin.value), nick: nick.value || undefined, role: role.value, password: password.value }), { makes: "once" })) onClose();
  };
  return html`<${Dialog} title=${say("New administrator")} onClose=${onClose}><${Form} act=${act} class="form-grid" onSend=${submit}>
    <${Field} name="uin" id="uin" label=${say("Number")} look="number" ...${numberField()} required data-first autocomplete="off" />
    <${Field} name="nick" id="nick" label=${say("Nickname")} ...${limits.nick} autocomplete="off"
      hint=${say("Only where the number has no account yet.")} />
    <${Field} name="role" id="role" as="select" label=${say("Rights")}><option value="full">${say("All rights")}</option><option
      value="read-only">${say("Reads only")}</option><//>
    <${Password} id="password" label=${say("New password")} minlength="8" required
      autocomplete="new-password" hint=${say("The old one may have been heard on the HTTP QQ port. All sessions of the account end.")} />
    <${Trouble} refusal=${refusal.value} />
    <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Make administrator")}</button>
      <button type="button" class="btn" onClick=${onClose}>${say("Cancel")}</button></div><//><//>`;
}
