// @ts-check
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { numberField } from "../../app/parts/number.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { forgetCode } from "../first.js";
import { Door } from "../parts/door.js";
import { makeFirst } from "../session.js";

/** Makes an administrator by a link that works once. @param {{ code: string }} props */
export function First({ code }) {
  const { isBusy, refusal, run } = useAct();
  /** @param {Sent} event */
  const submit = async event => {
    event.preventDefault();
    const { nick, uin, password } = event.currentTarget.elements;
    const asked = { code, nick: nick.value, password: password.value, uin: Number(uin.value) || undefined };
    if (await run(() => makeFirst(asked), { makes: "once" })) forgetCode();
  };
  return html`<${Door} title=${say("Become the administrator")}><form onSubmit=${submit}>
    <div class="field"><label for="nick">${say("Nickname")}</label>
      <input class="input" id="nick" name="nick" maxlength="32" placeholder=${say("What others see")}
        autocomplete="nickname" required autofocus /></div>
    <div class="field"><label for="uin">${say("Number, if you want a certain one")}</label>
      <input class="input number" id="uin" name="uin" ...${numberField()} autocomplete="username" />
      <p class="hint">${say("The number of an account that is here makes that account the administrator, with the password below.")}</p>
        </div>
    <div class="field"><label for="password">${say("Password")}</label>
      <input class="input" id="password" name="password" type="password" minlength="8" maxlength="128"
        autocomplete="new-password" required />
      <p class="hint">${say("At least 8 characters. It opens these pages and the chats, never the HTTP QQ port.")}</p></div>
    <${Trouble} refusal=${refusal.value} />
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Become the administrator")}</button>
  </form><//>`;
}
