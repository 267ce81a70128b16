// @ts-check
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { Dialog } from "../../app/parts/dialog.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { confirm, me, question } from "../session.js";

/** Asks for the password again, where the server wants it before some acts. */
export function PasswordAgain() {
  const { isBusy, refusal, run } = useAct();
  const asked = question.value;
  if (!asked) return null;
  const close = () => {
    if (question.value !== asked) return;
    question.value = null;
    refusal.value = null;
    asked.given(null);
  };
  /** @param {Sent} event */
  const submit = async event => {
    event.preventDefault();
    const { password } = event.currentTarget.elements;
    if (!await run(() => confirm(password.value))) return;
    // Another one may have been asked meanwhile.
    if (question.value === asked) question.value = null;
    asked.done();
  };
  return html`<${Dialog} title=${say("Your password again")} onClose=${close}>
    <form class="form-grid" onSubmit=${submit}>
      <input type="text" class="visually-hidden" autocomplete="username" value=${me.value.uin} tabindex="-1" aria-hidden="true" readonly />
      <div class="field"><label for="again">${say("Password")}</label>
        <input class="input" id="again" name="password" type="password" autocomplete="current-password" required data-first />
        <p class="hint">${say("Some actions need your password again. It counts for the next ten minutes.")}</p></div>
      <${Trouble} refusal=${refusal.value} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Go on")}</button>
        <button type="button" class="btn" onClick=${close}>${say("Cancel")}</button></div>
    </form><//>`;
}
