// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { useAct } from "../../../app/parts/act.js";
import { useQuestion } from "../../../app/parts/dialog.js";
import { Icon } from "../../../app/parts/icon.js";
import { isolated } from "../../../app/parts/said.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { dayOf, moment } from "../../parts/facts.js";
import { SecretLink } from "../../parts/link.js";
import { Page } from "../../parts/page.js";
import { Table } from "../../parts/table.js";
import { valuesOf, valueWords } from "../../parts/values.js";
import { Who } from "../../parts/who.js";
import { askAdmin, me } from "../../session.js";
import { NewAdministrator } from "./new-administrator.js";
import { SecondFactor } from "./second-factor.js";

const columns = [{ words: "Account" }, { words: "Number", look: "mono" }, { words: "Rights" }, { words: "Second factor" },
  { words: "Since" },
  { words: "Actions", look: "acts", isHidden: true }];

/** Who administers, and one's own second factor. */
export function Administrators() {
  const all = useSignal(/** @type {any[] | null} */ (null));
  const isMaking = useSignal(false);
  const { isBusy, refusal, run } = useAct();
  const load = async () => { all.value = (await askAdmin("GET", "/administrators")).administrators; };
  useEffect(() => { run(load); }, []);
  const { ask, dialog } = useQuestion();
  /** @param {string} method @param {string} path @param {unknown} [body] */
  const act = async (method, path, body) => {
    try {
      await askAdmin(method, `/administrators/${path}`, body);
    } catch (fault) {
      // Another administrator has done something meanwhile.
      await load().catch(() => {});
      throw fault;
    }

    await load();
  };
  /** @param {AdministratorRow} one @param {string} role */
  const changeRole = (one, role) => ask({ title: say("Change the rights of {name}?", { name: isolated(one.nick) }),
    text: role === "full" ? say("They can do everything here, also make and remove administrators.")
      : say("They can look at everything here, and change nothing."),
    act: say("Change the rights"), onAct: () => act("PATCH", String(one.uin), { role }) });
  /** @param {AdministratorRow} one */
  const remove = one => ask({ title: say("Take the administrator's role from {name}?", { name: isolated(one.nick) }), act: say("Remove"),
    text: say("They are signed out of these pages. The account stays."), onAct: () => act("DELETE", String(one.uin)) });
  /** @param {AdministratorRow} one */
  const resetFactor = one => ask({ title: say("Reset the second factor of {name}?", { name: isolated(one.nick) }), act: say("Reset"),
    text: say("Until they set up a new one, the password alone signs in."), onAct: () => act("DELETE", `${one.uin}/totp`) });
  const isFull = me.value.role === "full";
  const makeLink = () => run(() => showOnce(() => askAdmin("POST", "/administrators/link", {}), made => ({
    title: () => say("A link that makes an administrator"),
    body: onTaken => html`<div class="once boxed" role="status">
      <b>${say("Whoever opens this link first becomes an administrator. It works once, until {at}.", { at: moment(made.expires) })}</b>
      <${SecretLink} link=${made.link} onTaken=${onTaken} /></div>`,
  })), { makes: "once" });
  const acts = isFull && html`<button type="button" class="btn primary tight" onClick=${() => { isMaking.value = true; }}>
    <${Icon} name="plus" small />${say("New administrator")}</button>`;
  return html`<${Page} title=${say("Administrators")} acts=${acts}>
    <${Trouble} refusal=${refusal.value} again=${all.value ? undefined : () => run(load)} />
    <${Table} label=${say("Administrators")} columns=${columns} rows=${all.value}
      keyOf=${(/** @type {AdministratorRow} */ one) => one.uin} cells=${(/** @type {AdministratorRow} */ one) => [
      html`<${Who} one=${one} chip=${one.uin === me.value.uin && html`<span class="chip">${say("you")}</span>`} />`, one.uin,
      isFull && one.uin !== me.value.uin ? html`<select class="input compact" aria-label=${say("Rights")} value=${one.role}
          onChange=${(/** @type {Written} */ { currentTarget }) => {
            const role = currentTarget.value;
            // Nothing is changed before somebody says so.
            currentTarget.value = one.role;
            changeRole(one, role);
          }}>
          ${valuesOf("role").map(name => html`<option key=${name}
            value=${name}>${valueWords("role", name)}</option>`)}</select>` : valueWords("role", one.role),
      one.totp ? html`<span class="chip ok">${say("on")}</span>` : html`<span class="chip">${say("off")}</span>`, dayOf(one.since),
      isFull && one.uin !== me.value.uin && html`${one.totp && html`<button type="button" class="btn low"
        onClick=${() => resetFactor(one)}>
          ${say("Reset the second factor")}</button> `}<button type="button" class="btn low danger"
            onClick=${() => remove(one)}>${say("Remove")}</button>`]} />
    ${isFull && html`<div class="card"><div class="setting keep"><div><b>${say("A link that makes an administrator")}</b>
        <p>${say("For somebody who chooses number and password themselves.")}</p></div>
      <button type="button" class="btn low" disabled=${isBusy.value} onClick=${makeLink}>${say("Make a link")}</button></div></div>`}
    <p class="hint">${say("An administrator's own password never opens the HTTP QQ port. App passwords do.")}</p>
    <${SecondFactor} onChange=${() => { run(load); }} />${dialog}
    ${isMaking.value && html`<${NewAdministrator} onClose=${() => {
      isMaking.value = false;
      run(load);
    }} />`}<//>`;
}
