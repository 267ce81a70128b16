// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { focused } from "../../app/parts/focus.js";
import { numberField } from "../../app/parts/number.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { Door } from "../parts/door.js";
import { signIn } from "../session.js";

/**
 * Who is there: number, password, and the code where one is asked for. How the first administrator is made is said to everybody, because
 * the server tells only those who are signed in whether there is one.
 */
export function SignIn() {
  const { isBusy, refusal, run } = useAct();
  const wantsCode = useSignal(false);
  /** @param {Sent} event */
  const submit = async event => {
    event.preventDefault();
    const { uin, password, code } = event.currentTarget.elements;
    await run(() => signIn(Number(uin.value), password.value, code?.value.trim()));
    if (["code-needed", "wrong-code"].includes(refusal.value?.name)) wantsCode.value = true;
  };
  return html`<${Door} title=${say("Administration")}><form onSubmit=${submit} aria-label=${say("Sign in")}>
    <div class="field"><label for="uin">${say("Number")}</label>
      <input class="input number" id="uin" name="uin" ...${numberField()}
        autocomplete="username" required autofocus onInput=${() => { wantsCode.value = false; }} /></div>
    <div class="field"><label for="password">${say("Password")}</label>
      <input class="input" id="password" name="password" type="password" autocomplete="current-password" required /></div>
    ${wantsCode.value && html`<div class="field"><label for="code">${say("Code of the second factor")}</label>
      <input class="input number" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required ref=${focused} />
      <p class="hint">${say("Six digits, or one of your recovery codes.")}</p></div>`}
    ${!(refusal.value?.name === "code-needed") && html`<${Trouble} refusal=${refusal.value} />`}
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Sign in")}</button>
    <p class="hint">${say("No administrator yet? On the server's machine, {command} gives a link that makes one.",
      { command: "tqq admin link" })}</p>
  </form><//>`;
}
