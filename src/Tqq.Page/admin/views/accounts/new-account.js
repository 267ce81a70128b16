// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { useAct } from "../../../app/parts/act.js";
import { Dialog } from "../../../app/parts/dialog.js";
import { Field, Form } from "../../../app/parts/form.js";
import { limits } from "../../../app/parts/limits.js";
import { numberField } from "../../../app/parts/number.js";
import { Secret } from "../../../app/parts/shown-once.js";
import { Password } from "../../../app/parts/password.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { askAdmin } from "../../session.js";
import { isOfWeakness } from "./weakness.js";

/** Makes one account. @param {{ onClose: () => void }} props */
export function NewAccount({ onClose }) {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  // The password that is warned about because it is easily guessed: whoever sends it once more wants it.
  const weak = useSignal("");
  /** @param {Sent} event */
  const submit = async event => {
    const { nick, uin, password } = event.currentTarget.elements;
    const asked = { nick: nick.value, uin: Number(uin.value) || undefined, password: password.value || undefined,
      refusesWeak: password.value ? password.value !== weak.value : undefined };
    const isMade = await run(() => showOnce(() => askAdmin("POST", "/accounts", asked), shownOf).catch(fault => {
      if (isOfWeakness(fault.facts?.rule)) weak.value = password.value;
      throw fault;
    }), { makes: "once" });
    if (isMade) onClose();
  };
  return html`<${Dialog} title=${say("New account")} onClose=${onClose} isKept=${isBusy.value}><${Form} act=${act}
      class="form-grid" onSend=${submit}>
      <${Field} name="nick" id="nick" label=${say("Nickname")} ...${limits.nick} required data-first autocomplete="off" />
      <${Field} name="uin" id="uin" label=${say("Number")} look="number" ...${numberField()} autocomplete="off"
        hint=${say("Empty: one that is free.")} />
      <${Password} autocomplete="new-password"
        onInput=${() => { weak.value = ""; }} hint=${weak.value
          ? say("Whoever wants it all the same presses “Make the account” once more.")
          : say("Empty: one is made up, and shown once.")} />
      <${Trouble} refusal=${refusal.value} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Make the account")}</button>
        <button type="button" class="btn" disabled=${isBusy.value} onClick=${onClose}>${say("Cancel")}</button></div><//><//>`;
}

/** @param {{ nick: string, uin: number, password?: string }} made @returns {import("../../../app/once.js").Once} */
const shownOf = made => ({
  title: () => say("New account"),
  body: onTaken => html`<div class="once boxed" role="status">
    <b>${say("{nick} has the number {uin}.", { nick: made.nick, uin: made.uin })}</b>
    ${made.password && html`<${Secret} text=${made.password} label=${say("Copy")} onTaken=${onTaken} />
      <p class="hint">${say("The password is shown this once.")}</p>`}</div>`,
  isTaken: !made.password,
});
