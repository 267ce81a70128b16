// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { useAct } from "../../../app/parts/act.js";
import { focused } from "../../../app/parts/focus.js";
import { Field, Form } from "../../../app/parts/form.js";
import { Lines, Secret } from "../../../app/parts/shown-once.js";
import { Password } from "../../../app/parts/password.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { QrCode } from "../../parts/qr-code.js";
import { askAdmin, me } from "../../session.js";

/**
 * One's own second factor (TOTP): switched on with one right code, off with password and code.
 * @param {{ onChange: () => void }} props `onChange` once it is switched on or off
 */
export function SecondFactor({ onChange }) {
  const fresh = useSignal(/** @type {any} */ (null));
  const isEnding = useSignal(false);
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const begin = () => run(async () => { fresh.value = await askAdmin("POST", "/totp", {}); });
  /** @param {Sent} event */
  const switchOn = event => {
    const code = event.currentTarget.elements.code.value.trim();
    run(async () => {
      await showOnce(() => askAdmin("POST", "/totp/on", { code }), ({ recoveryCodes }) => ({
        title: () => say("Recovery codes"),
        body: onTaken => html`<div class="once boxed" role="status">
          <b>${say("Recovery codes: each opens once, where the phone is lost. They are shown this once.")}</b>
          <${Lines} text=${recoveryCodes.join("\n")} name=${say("Recovery codes")} label=${say("Copy")} onTaken=${onTaken} /></div>`,
      }));
      fresh.value = null;
      onChange();
      me.value = await askAdmin("GET", "/session");
    }, { makes: "once" });
  };
  /** @param {Sent} event */
  const switchOff = event => {
    const { password, code } = event.currentTarget.elements;
    run(async () => {
      await askAdmin("POST", "/totp/off", { password: password.value, code: code.value.trim() });
      isEnding.value = false;
      onChange();
      me.value = await askAdmin("GET", "/session");
    });
  };
  const isOn = me.value.totp;
  return html`<section class="section"><h2>${say("Your second factor")}</h2><div class="card">
    <div class="setting"><div><b>${isOn ? say("A code is asked for at every sign-in") : say("Only your password is asked for")}</b>
        <p>${isOn ? say("{n} recovery codes are left.", { n: me.value.recoveryCodes })
          : say("An app on your phone shows a new code every half minute.")}</p></div>
      ${isOn ? html`<button type="button" class="btn low"
        onClick=${() => { isEnding.value = !isEnding.value; }}>${say("Switch off")}</button>`
    : html`<button type="button" class="btn low" disabled=${isBusy.value} onClick=${begin}>${say("Switch on")}</button>`}</div>
    ${fresh.value && html`<${Form} act=${act} class="inline-form" onSend=${switchOn}>
      <p>${say("Scan this with the app, or give it the secret; then type the code that it shows.")} <a
        href=${fresh.value.uri}>${say("Open the app here")}</a></p>
      <${QrCode} text=${fresh.value.uri} label=${say("QR code of the secret")} />
      <div class="once boxed"><${Secret} text=${fresh.value.secret} label=${say("Copy")} /></div>
      <${Field} name="code" id="code" label=${say("Code of the second factor")} look="number" inputmode="numeric"
        pattern="\\s*[0-9]{6}\\s*" title=${say("The code has six digits.")} autocomplete="one-time-code" required whenThere=${focused} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Switch on")}</button></div><//>`}
    ${isEnding.value && html`<${Form} act=${act} class="inline-form" onSend=${switchOff}>
      <${Password} id="own" label=${say("Password")} autocomplete="current-password" required
        whenThere=${focused} />
      <${Field} name="code" id="last" label=${say("Code of the second factor")} look="number" autocomplete="one-time-code" required />
      <div class="actions"><button class="btn" disabled=${isBusy.value}>${say("Switch off")}</button></div><//>`}
    </div><${Trouble} refusal=${refusal.value} /></section>`;
}
