// @ts-check
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { Dialog } from "../../app/parts/dialog.js";
import { Form } from "../../app/parts/form.js";
import { Password } from "../../app/parts/password.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { confirm, me, question } from "../session.js";

/** Asks for the password again, where the server wants it before some acts. */
export function PasswordAgain() {
  const act = useAct();
  const { isBusy, refusal, run, forget } = act;
  const asked = question.value;
  if (!asked) return null;
  const close = () => {
    if (question.value !== asked) return;
    question.value = null;
    forget();
    asked.given(null);
  };
  /** @param {Sent} event */
  const submit = async event => {
    const { password } = event.currentTarget.elements;
    if (!await run(() => confirm(password.value))) return;
    // Another one may have been asked meanwhile.
    if (question.value === asked) question.value = null;
    asked.done();
  };
  return html`<${Dialog} title=${say("Your password again")} onClose=${close}>
    <${Form} act=${act} class="form-grid" onSend=${submit}>
      <input type="text" class="visually-hidden" autocomplete="username" value=${me.value.uin} tabindex="-1" aria-hidden="true" readonly />
      <${Password} id="again" label=${say("Password")} autocomplete="current-password" required data-first
        hint=${say("Some actions need your password again. It counts for the next ten minutes.")} />
      <${Trouble} refusal=${refusal.value} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Go on")}</button>
        <button type="button" class="btn" onClick=${close}>${say("Cancel")}</button></div>
    <//><//>`;
}
