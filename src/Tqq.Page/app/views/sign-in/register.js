// @ts-check
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Field, Form } from "../../parts/form.js";
import { Icon } from "../../parts/icon.js";
import { limits } from "../../parts/limits.js";
import { Password } from "../../parts/password.js";
import { Trouble } from "../../parts/trouble.js";
import { replace } from "../../router.js";
import { register } from "../../store/session.js";
import { say } from "../../words.js";

/**
 * Whether the invitation of a link makes no account any more. Where the server does not say so, that is told when the form is sent.
 * @param {string} code @returns {Promise<boolean>}
 */
export const isLinkOver = code => ask("POST", "/registration/invitation", { invitation: code }).then(({ good }) => !good, () => false);

/**
 * Makes an account: a nickname, a password, and an invitation where one is needed.
 * @param {{ needsInvitation: boolean, code: string, isCodeOver: boolean }} props `code` is that of the link, "" for none
 */
export function Register({ needsInvitation, code, isCodeOver }) {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const given = isCodeOver ? "" : code;
  const over = isCodeOver && html`<p class="error" role="alert"><${Icon} name="warning" small />
    <span>${say("This link was used already, or is too old. Ask whoever sent it for a new one.")}</span></p>`;
  if (over && needsInvitation) return html`${over}<button type="button" class="btn"
    onClick=${() => replace("register")}>${say("I have another code")}</button>`;
  /** @param {Sent} event */
  const make = event => {
    const { invitation, nick, password } = event.currentTarget.elements;
    run(() => register(nick.value.trim(), password.value, invitation?.value.trim()), { makes: "once" });
  };
  return html`${over}<${Form} act=${act} onSend=${make} aria-label=${say("Register")}>
    ${(needsInvitation || given) && html`<${Field} name="invitation" id="invitation" label=${say("Invitation code")} look="number"
      autocomplete="off" spellcheck=${false} required=${needsInvitation} defaultValue=${given} />`}
    <${Field} name="nick" id="nick" label=${say("Nickname")} autocomplete="nickname" ...${limits.nick} required
      placeholder=${say("What others see")} />
    <${Password} autocomplete="new-password" minlength="8" required hint=${say("At least 8 characters. Your number comes next.")} />
    <${Trouble} refusal=${refusal.value} />
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Get a number")}</button>
  <//>`;
}
