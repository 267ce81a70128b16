// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { useAct } from "../../../app/parts/act.js";
import { useQuestion } from "../../../app/parts/dialog.js";
import { Field, Form } from "../../../app/parts/form.js";
import { Icon } from "../../../app/parts/icon.js";
import { limits } from "../../../app/parts/limits.js";
import { Secret } from "../../../app/parts/shown-once.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { Ago } from "../../parts/facts.js";
import { OfAccount } from "../../parts/who.js";
import { askAdmin } from "../../session.js";

/**
 * The app passwords of an account: passwords for one client of HTTP QQ each. The account is told of each that is made here.
 * @param {{ one: any, asked: import("../../../app/act.js").Act, isFull: boolean }} props
 */
export function AppPasswords({ one: account, asked, isFull }) {
  const { isBusy, run } = asked;
  const all = useSignal(/** @type {any[] | null} */ (null));
  const { ask, dialog } = useQuestion();
  const path = `/accounts/${account.uin}/app-passwords`;
  const load = async () => { all.value = (await askAdmin("GET", path)).appPasswords; };
  // To read them forgets nothing of what is said of the forms of the drawer.
  const reading = useAct();
  useEffect(() => { reading.run(load, { isPatient: true }); }, [account.uin]);
  /** @param {Sent} event */
  const make = async event => {
    const { name } = event.currentTarget.elements;
    const isMade = await run(() => showOnce(() => askAdmin("POST", path, { name: name.value.trim() }), made => ({
      title: () => say("For {name}. Write it down: it is shown this once.", { name: made.name || say("a client") }),
      body: onTaken => html`<div class="once boxed" role="status"><${OfAccount} one=${account} />
        <${Secret} text=${made.password} label=${say("Copy")} onTaken=${onTaken} /></div>`,
    })), { makes: "once" });
    if (isMade) name.value = "";
    // Where nobody knows what became of it, one looks.
    await (isMade ? reading.run(load) : load().catch(() => {}));
  };
  /** @param {{ id: string, name?: string }} one */
  const remove = one => ask({ title: say("Remove the app password for {name}?", { name: one.name || say("a client") }), act: say("Remove"),
    text: say("The client that uses it is signed out, and signs in with it no more."), onAct: async () => {
      await askAdmin("DELETE", `${path}/${one.id}`);
      await load();
    } });
  return html`<section class="section"><h2>${say("App passwords")}</h2>
    <${Trouble} act=${reading} look="line" />
    ${all.value && all.value.length > 0 && html`<div class="card">${all.value.map(one => html`<div class="entry" key=${one.id}>
      <${Icon} name="key" more="lead" /><div class="what"><b><bdi>${one.name || say("App password")}</bdi></b>
        <div class="sub">${one.lastUsed ? html`<${Ago} at=${one.lastUsed} /><span class="mono">${one.lastUsedFrom}</span>`
          : html`<span>${say("never used")}</span>`}</div></div>
      ${isFull && html`<button type="button" class="btn low" onClick=${() => remove(one)}>${say("Remove")}</button>`}</div>`)}</div>`}
    ${isFull ? html`<${Form} act=${asked} onSend=${make}><${Field} name="name" label=${say("Name of the client")} isBare
      ...${limits.appPassword} autocomplete="off" hint=${say("The account is told of it by 10000.")}
      around=${(/** @type {any} */ control) => html`
        <span class="who-line">${control}<button class="btn" disabled=${isBusy.value}>${say("New app password")}</button></span>`} /><//>`
      : all.value?.length === 0 && html`<p class="hint">${say("None.")}</p>`}${dialog}</section>`;
}
