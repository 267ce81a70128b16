// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { Copy } from "../../../app/parts/copy.js";
import { Icon } from "../../../app/parts/icon.js";
import { say } from "../../../app/words.js";
import { Ago } from "../../parts/facts.js";
import { askAdmin } from "../../session.js";

/**
 * The app passwords of an account: passwords for one client of HTTP QQ each. The account is told of each that is made here.
 * @param {{ uin: number, act: (doing: () => Promise<any>) => Promise<any>, isFull: boolean }} props
 */
export function AppPasswords({ uin, act, isFull }) {
  const all = useSignal(/** @type {any[]} */ ([]));
  const fresh = useSignal(/** @type {any} */ (null));
  const path = `/accounts/${uin}/app-passwords`;
  const load = async () => { all.value = (await askAdmin("GET", path)).appPasswords; };
  useEffect(() => { act(load); }, [uin]);
  const make = event => {
    event.preventDefault();
    const { name } = event.currentTarget.elements;
    act(async () => {
      fresh.value = await askAdmin("POST", path, { name: name.value.trim() });
      name.value = "";
      await load();
    });
  };
  const remove = id => act(async () => {
    await askAdmin("DELETE", `${path}/${id}`);
    if (fresh.value?.id === id) fresh.value = null;
    await load();
  });
  return html`<section class="section"><h2>${say("App passwords")}</h2>
    ${fresh.value && html`<div class="once boxed" role="status">
      <b>${say("For {name}. Write it down: it is shown this once.", { name: fresh.value.name || say("a client") })}</b>
      <div class="secret"><span>${fresh.value.password}</span><${Copy} text=${fresh.value.password} label=${say("Copy")} /></div></div>`}
    ${all.value.length > 0 && html`<div class="card">${all.value.map(one => html`<div class="entry" key=${one.id}>
      <${Icon} name="key" more="lead" /><div class="what"><b><bdi>${one.name || say("App password")}</bdi></b>
        <div class="sub">${one.lastUsed ? html`<${Ago} at=${one.lastUsed} /><span class="mono">${one.lastUsedFrom}</span>`
          : html`<span>${say("never used")}</span>`}</div></div>
      ${isFull && html`<button type="button" class="btn low" onClick=${() => remove(one.id)}>${say("Remove")}</button>`}</div>`)}</div>`}
    ${isFull ? html`<form class="field" onSubmit=${make}><span class="who-line"><input class="input" name="name" maxlength="32"
      aria-label=${say("Name of the client")} placeholder=${say("Name of the client")} autocomplete="off" />
      <button class="btn">${say("New app password")}</button></span>
      <p class="hint">${say("The account is told of it by 10000.")}</p></form>`
      : !all.value.length && html`<p class="hint">${say("None.")}</p>`}</section>`;
}
