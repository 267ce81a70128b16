// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { Icon } from "../../../app/parts/icon.js";
import { Secret } from "../../../app/parts/shown-once.js";
import { say } from "../../../app/words.js";
import { Ago } from "../../parts/facts.js";
import { OfAccount } from "../../parts/who.js";
import { askAdmin } from "../../session.js";

/**
 * The app passwords of an account: passwords for one client of HTTP QQ each. The account is told of each that is made here.
 * @param {{ one: any, isBusy: boolean, run: import("../../../app/act.js").Act["run"], isFull: boolean }} props
 */
export function AppPasswords({ one: account, isBusy, run, isFull }) {
  const all = useSignal(/** @type {any[]} */ ([]));
  const path = `/accounts/${account.uin}/app-passwords`;
  const load = async () => { all.value = (await askAdmin("GET", path)).appPasswords; };
  useEffect(() => { run(load); }, [account.uin]);
  /** @param {Sent} event */
  const make = async event => {
    event.preventDefault();
    const { name } = event.currentTarget.elements;
    const isMade = await run(() => showOnce(() => askAdmin("POST", path, { name: name.value.trim() }), made => ({
      title: () => say("For {name}. Write it down: it is shown this once.", { name: made.name || say("a client") }),
      body: onTaken => html`<div class="once boxed" role="status"><${OfAccount} one=${account} />
        <${Secret} text=${made.password} label=${say("Copy")} onTaken=${onTaken} /></div>`,
    })), { makes: "once" });
    if (isMade) name.value = "";
    // Where nobody knows what became of it, one looks.
    await (isMade ? run(load) : load().catch(() => {}));
  };
  /** @param {string} id */
  const remove = id => run(async () => {
    await askAdmin("DELETE", `${path}/${id}`);
    await load();
  });
  return html`<section class="section"><h2>${say("App passwords")}</h2>
    ${all.value.length > 0 && html`<div class="card">${all.value.map(one => html`<div class="entry" key=${one.id}>
      <${Icon} name="key" more="lead" /><div class="what"><b><bdi>${one.name || say("App password")}</bdi></b>
        <div class="sub">${one.lastUsed ? html`<${Ago} at=${one.lastUsed} /><span class="mono">${one.lastUsedFrom}</span>`
          : html`<span>${say("never used")}</span>`}</div></div>
      ${isFull && html`<button type="button" class="btn low" onClick=${() => remove(one.id)}>${say("Remove")}</button>`}</div>`)}</div>`}
    ${isFull ? html`<form class="field" onSubmit=${make}><span class="who-line"><input class="input" name="name" maxlength="32"
      aria-label=${say("Name of the client")} placeholder=${say("Name of the client")} autocomplete="off" />
      <button class="btn" disabled=${isBusy}>${say("New app password")}</button></span>
      <p class="hint">${say("The account is told of it by 10000.")}</p></form>`
      : !all.value.length && html`<p class="hint">${say("None.")}</p>`}</section>`;
}
