// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { showOnce } from "../../app/once.js";
import { useAct } from "../../app/parts/act.js";
import { Dialog, useQuestion } from "../../app/parts/dialog.js";
import { Field, Form } from "../../app/parts/form.js";
import { Icon } from "../../app/parts/icon.js";
import { limits } from "../../app/parts/limits.js";
import { isolated } from "../../app/parts/said.js";
import { Secret } from "../../app/parts/shown-once.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { dayOf } from "../parts/facts.js";
import { SecretLink } from "../parts/link.js";
import { Page } from "../parts/page.js";
import { usePages } from "../parts/pages.js";
import { Pager, Table } from "../parts/table.js";
import { valueWords } from "../parts/values.js";
import { askAdmin, me } from "../session.js";
import { WhoRegisters } from "./registration.js";

const columns = [{ words: "For" }, { words: "Used" }, { words: "Good until" }, { words: "Made by", look: "mono" }, { words: "State" },
  { words: "Actions", look: "acts", isHidden: true }];

/** Codes with which people make an account themselves. */
export function Invitations() {
  const isMaking = useSignal(false);
  const policy = useSignal(/** @type {any} */ (null));
  const isClosed = policy.value?.registration === "closed";
  const { ask, dialog } = useQuestion();
  const list = usePages("/invitations", "invitations", { isLive: true });
  /** @param {InvitationRow} one */
  const withdraw = one => ask({ title: say("Withdraw the invitation for {name}?", { name: isolated(one.name) }), act: say("Withdraw"),
    text: say("Its code makes no account any more. Accounts that were made with it stay."), onAct: async () => {
      await askAdmin("DELETE", `/invitations/${one.id}`);
      await list.load();
    } });
  const isFull = me.value.role === "full";
  return html`<${Page} title=${say("Invitations")} acts=${isFull && html`<button type="button" class="btn primary tight"
    onClick=${() => { isMaking.value = true; }}>
      <${Icon} name="plus" small />${say("New code")}</button>`}>
    <${WhoRegisters} policy=${policy} isLost=${list.refusal?.name === "network"} />
    ${isClosed && list.rows?.some((/** @type {InvitationRow} */ one) => one.state === "open") && html`<p class="caution"
      role="status">${say(inVain)}</p>`}
    <${Table} label=${say("Invitation codes")} columns=${columns} rows=${list.rows}
      keyOf=${(/** @type {InvitationRow} */ one) => one.id} none="No invitation codes yet." cells=${(/** @type {InvitationRow} */ one) => [
      html`<bdi>${one.name}</bdi>`, `${one.used} / ${one.uses}`, one.expires ? html`<time
        datetime=${one.expires}>${dayOf(one.expires)}</time>` : say("no end"), valueWords("who", one.madeBy),
      html`<span class=${`chip ${one.state === "open" && !isClosed ? "ok" : ""}`}>${valueWords("invitation", one.state)}</span>`,
      isFull && one.state === "open" && html`<button type="button" class="btn low"
        onClick=${() => withdraw(one)}>${say("Withdraw")}</button>`]} />
    <${Pager} list=${list} words="{from}–{to} of {total}" />
    ${isMaking.value && html`<${Making} isClosed=${isClosed} onAsked=${list.load} onClose=${() => { isMaking.value = false; }} />`}
    ${dialog}<//>`;
}

/** Said before a code is made and after it, where it would make no account. */
const inVain = "Nobody may register now: no code makes an account until “Who may register” says “With a code”.";

/** @param {any} made @param {boolean} isClosed whether nobody may register @returns {import("../../app/once.js").Once} */
function shownOf(made, isClosed) {
  const link = made.link ?? `${location.origin}/#/register/${encodeURIComponent(made.code)}`;
  return {
    title: () => say("This code is shown this once."),
    body: onTaken => html`<div class="once boxed" role="status"><b><bdi>${made.name}</bdi></b>
      <${Secret} text=${made.code} label=${say("Copy")} onTaken=${onTaken} />
      <${SecretLink} link=${link} onTaken=${onTaken} />
      ${isClosed && html`<p class="caution">${say(inVain)}</p>`}</div>`,
  };
}

/** @param {{ isClosed: boolean, onAsked: () => Promise<void>, onClose: () => void }} props */
function Making({ isClosed, onAsked, onClose }) {
  const act = useAct();
  const { isBusy, refusal, run } = act;
  /** @param {Sent} event */
  const submit = async event => {
    const { name, uses, days } = event.currentTarget.elements;
    const asked = { name: name.value.trim(), uses: Number(uses.value), days: Number(days.value) || undefined };
    const isMade = await run(() => showOnce(() => askAdmin("POST", "/invitations", asked), made => shownOf(made, isClosed)),
      { makes: "once" });
    if (isMade) onClose();
    await onAsked();
  };
  return html`<${Dialog} title=${say("New code")} onClose=${onClose} isKept=${isBusy.value}><${Form} act=${act}
    class="form-grid" onSend=${submit}>
    ${isClosed && html`<p class="caution">${say(inVain)}</p>`}
    <${Field} name="name" id="name" label=${say("For whom or what")} ...${limits.note} required data-first />
    <${Field} name="uses" id="uses" label=${say("How many accounts")} type="number" min="1" max="1000" defaultValue="1" required />
    <${Field} name="days" id="days" label=${say("Good for how many days")} type="number" min="1" max="3650" defaultValue="7"
      hint=${say("Empty: no end.")} />
    <${Trouble} refusal=${refusal.value} />
    <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Make the code")}</button>
      <button type="button" class="btn" disabled=${isBusy.value} onClick=${onClose}>${say("Cancel")}</button></div><//><//>`;
}
