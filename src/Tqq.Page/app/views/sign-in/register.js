// @ts-check
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Field, Form } from "../../parts/form.js";
import { limits } from "../../parts/limits.js";
import { Password } from "../../parts/password.js";
import { Trouble } from "../../parts/trouble.js";
import { route } from "../../router.js";
import { register } from "../../store/session.js";
import { say } from "../../words.js";

/** Makes an account: a nickname, a password, and an invitation where one is needed. @param {{ needsInvitation: boolean }} props */
export function Register({ needsInvitation }) {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const given = route.value[0] === "register" ? route.value[1] : undefined;
  /** @param {Sent} event */
  const make = event => {
    const { invitation, nick, password } = event.currentTarget.elements;
    run(() => register(nick.value.trim(), password.value, invitation?.value.trim()), { makes: "once" });
  };
  return html`<${Form} act=${act} onSend=${make} aria-label=${say("Register")}>
    ${(needsInvitation || given) && html`<${Field} name="invitation" id="invitation" label=${say("Invitation code")} look="number"
      autocomplete="off" spellcheck=${false} required=${needsInvitation} defaultValue=${given ?? ""} />`}
    <${Field} name="nick" id="nick" label=${say("Nickname")} autocomplete="nickname" ...${limits.nick} required
      placeholder=${say("What others see")} />
    <${Password} autocomplete="new-password" minlength="8" required hint=${say("At least 8 characters. Your number comes next.")} />
    <${Trouble} refusal=${refusal.value} />
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Get a number")}</button>
  <//>`;
}
