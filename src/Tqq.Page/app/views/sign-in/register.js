// @ts-check
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Trouble } from "../../parts/trouble.js";
import { route } from "../../router.js";
import { register } from "../../store/session.js";
import { say } from "../../words.js";
import { Password } from "./password.js";

/** Makes an account: a nickname, a password, and an invitation where one is needed. @param {{ needsInvitation: boolean }} props */
export function Register({ needsInvitation }) {
  const { isBusy, refusal, run } = useAct();
  const given = route.value[0] === "register" ? route.value[1] : undefined;
  /** @param {Sent} event */
  const make = event => {
    event.preventDefault();
    const { invitation, nick, password } = event.currentTarget.elements;
    run(() => register(nick.value.trim(), password.value, invitation?.value.trim()), { makes: "once" });
  };
  // What was wrong stands at the field that it is about.
  const isOfCode = refusal.value?.name === "no-invitation";
  return html`<form onSubmit=${make} aria-label=${say("Register")}>
    ${(needsInvitation || given) && html`<div class="field"><label for="invitation">${say("Invitation code")}</label>
      <input class="input number" id="invitation" name="invitation" autocomplete="off" spellcheck=${false} required=${needsInvitation}
        defaultValue=${given ?? ""} aria-invalid=${isOfCode ? "true" : undefined} />
      ${isOfCode && html`<${Trouble} refusal=${refusal.value} />`}</div>`}
    <div class="field"><label for="nick">${say("Nickname")}</label>
      <input class="input" id="nick" name="nick" autocomplete="nickname" maxlength="32" required placeholder=${say("What others see")} />
        </div>
    <${Password} autocomplete="new-password" shortest=${8} refusal=${isOfCode ? null : refusal.value}
      hint=${say("At least 8 characters. Your number comes next.")} />
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Get a number")}</button>
  </form>`;
}
