// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { tell } from "../../app/once.js";
import { useAct } from "../../app/parts/act.js";
import { Copy } from "../../app/parts/copy.js";
import { Field, Form } from "../../app/parts/form.js";
import { limits } from "../../app/parts/limits.js";
import { numberField } from "../../app/parts/number.js";
import { Password } from "../../app/parts/password.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { forgetCode } from "../first.js";
import { Door, LinkHint } from "../parts/door.js";
import { isLinkOver, makeFirst, me } from "../session.js";

/** Makes an administrator by a link that works once. @param {{ code: string }} props */
export function First({ code }) {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  // Null until the server has said it.
  const isOver = useSignal(/** @type {boolean | null} */ (null));
  useEffect(() => {
    isOver.value = null;
    isLinkOver(code).then(answer => { isOver.value = answer; });
  }, [code]);
  /** @param {Sent} event */
  const submit = async event => {
    const { nick, uin, password } = event.currentTarget.elements;
    const asked = { code, nick: nick.value, password: password.value, uin: Number(uin.value) || undefined };
    if (!await run(() => makeFirst(asked), { makes: "once" })) return;
    forgetCode();
    tell(numberOf(me.value.uin));
  };
  if (isOver.value === null) return null;
  if (isOver.value) return html`<${Door} title=${say("Become the administrator")}><${Trouble} refusal=${{ name: "no-link", message: "" }} />
    <${LinkHint} words="On the server's machine, {command} gives a new one." />
    <button type="button" class="btn wide" onClick=${forgetCode}>${say("Sign in")}</button><//>`;
  return html`<${Door} title=${say("Become the administrator")}><${Form} act=${act} onSend=${submit}>
    <${Field} name="nick" id="nick" label=${say("Nickname")} ...${limits.nick} placeholder=${say("What others see")}
      autocomplete="nickname" required autofocus />
    <${Field} name="uin" id="uin" label=${say("Number, if you want a certain one")} look="number" ...${numberField()}
      autocomplete="username"
      hint=${say("An account that is here becomes the administrator: the password below replaces its own, and its sessions end.")} />
    <${Password} minlength="8"
      autocomplete="new-password" required
      hint=${say("At least 8 characters. It opens these pages and the chats, never the HTTP QQ port.")} />
    <${Trouble} refusal=${refusal.value} />
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Become the administrator")}</button>
    <${LinkHint} words="Is the link over? On the server's machine, {command} gives a new one." />
  <//><//>`;
}

/**
 * Says the number to whoever has just been given it: signing in takes it.
 * @param {number} uin @returns {import("../../app/once.js").Once}
 */
const numberOf = uin => ({
  title: () => say("You are an administrator"),
  body: () => html`<div class="once boxed" role="status"><span class="bignumber">${uin} <${Copy} text=${String(uin)}
    label=${say("Copy my number")} /></span><b>${say("Your number is {uin}. It signs you in here and in the chats.", { uin })}</b></div>`,
});
