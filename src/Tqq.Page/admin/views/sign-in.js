// @ts-check
import { useMemo } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { kept } from "../../app/keep.js";
import { useAct } from "../../app/parts/act.js";
import { focused } from "../../app/parts/focus.js";
import { Field, Form } from "../../app/parts/form.js";
import { numberField } from "../../app/parts/number.js";
import { Password } from "../../app/parts/password.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { Door, LinkHint } from "../parts/door.js";
import { isOver, signIn } from "../session.js";

// What the server refuses number and password for stands at the password.
const places = { "wrong-password": "password" };

/**
 * Who is there: number, password, and the code where one is asked for. How the first administrator is made is said to everybody, because
 * the server tells only those who are signed in whether there is one.
 */
export function SignIn() {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const wantsCode = useSignal(false);
  // Where the browser knows the number, somebody begins with the password.
  const isKnown = useMemo(() => Boolean(kept("administrator")), []);
  /** @param {Sent} event */
  const submit = event => {
    const { uin, password, code } = event.currentTarget.elements;
    return run(async () => {
      try {
        await signIn(Number(uin.value), password.value, code?.value.trim());
      } catch (fault) {
        if (/** @type {Error} */ (fault).name !== "code-needed" || code) throw fault;
        wantsCode.value = true;
      }
    });
  };
  return html`<${Door} title=${say("Administration")}>${isOver.value && html`<p class="hint"
    role="status">${say("This session is over.")}</p>`}
  <${Form} act=${act} places=${places} class="steady" onSend=${submit} aria-label=${say("Sign in")}>
    <${Field} name="uin" id="uin" label=${say("Number")} look="number" ...${numberField()} autocomplete="username" required
      defaultValue=${kept("administrator") ?? ""} whenThere=${isKnown ? undefined : focused}
      onInput=${() => { wantsCode.value = false; }} />
    <${Password} autocomplete="current-password" required whenThere=${isKnown ? focused : undefined} />
    <div class="room"><${Trouble} refusal=${refusal.value} /></div>
    ${wantsCode.value && html`<${Field} name="code" id="code" label=${say("Code of the second factor")} look="number" inputmode="numeric"
      autocomplete="one-time-code" required whenThere=${focused}
      hint=${say("It is asked for, too: six digits, or one of your recovery codes.")} />`}
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Sign in")}</button>
    <${LinkHint} words="No administrator yet? On the server's machine, {command} gives a link that makes one." />
  <//><//>`;
}
