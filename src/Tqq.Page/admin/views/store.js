// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { Icon } from "../../app/parts/icon.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { count, moment, sizeText } from "../parts/facts.js";
import { Page } from "../parts/page.js";
import { valueWords } from "../parts/values.js";
import { askAdmin, me } from "../session.js";

// Progress of a backup is looked at so often.
const everyMilliseconds = 1000;

/** The store: how large, how well, its backups. */
export function Store() {
  const store = useSignal(/** @type {any} */ (null));
  const backups = useSignal(/** @type {any} */ (null));
  const { isBusy, refusal, run } = useAct();
  const load = () => run(async () => {
    [store.value, backups.value] = await Promise.all([askAdmin("GET", "/store"), askAdmin("GET", "/backups")]);
  });
  const isRunning = Boolean(backups.value?.running);
  useEffect(() => { load(); }, []);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(load, everyMilliseconds);
    return () => clearInterval(timer);
  }, [isRunning]);
  const make = () => run(async () => {
    await askAdmin("POST", "/backups", {});
    backups.value = await askAdmin("GET", "/backups");
  }, { makes: "once" });
  const act = me.value.role === "full" && html`<button type="button" class="btn primary tight" disabled=${isBusy.value || isRunning}
    onClick=${make}>
    ${say("Back up now")}</button>`;
  return html`<${Page} title=${say("Store and backups")} acts=${act}>
    <${Trouble} refusal=${refusal.value} again=${store.value ? undefined : load} />
    ${store.value && html`<div class="cols"><${Health} store=${store.value} />
      <section class="panel"><div class="head"><h2>${say("Store")}</h2></div><dl class="pairs">
        <dt>${say("Size")}</dt><dd>${sizeText(store.value.bytes)}</dd><dt>${say("Free on its disk")}</dt>
          <dd>${sizeText(store.value.freeBytes)}</dd>
        <dt>${say("Where")}</dt><dd class="mono any">${store.value.path}</dd></dl></section></div>`}
    ${backups.value && html`<${Backups} all=${backups.value} store=${store.value} />`}<//>`;
}

/** @param {{ store: any }} props */
function Health({ store }) {
  return html`<section class="panel"><div class="head"><h2>${say("Damage")}</h2></div><ul class="todo">
    ${store.damage.map((/** @type {DamageRow} */ one) => html`
      <li key=${one.text}><${Icon} name="warning" more=${one.certain ? "bad" : "warn"} /><div><b
      lang="en">${one.text}</b></div></li>`)}
    ${store.damageIsMore && html`<li><${Icon} name="info" /><div><b>${say("There is more than is listed.")}</b></div></li>`}
    ${store.trouble && html`<li><${Icon} name="warning" more="bad" /><div><b>${say("The store does not work")}</b>
      <p lang="en">${store.trouble}</p></div></li>`}
    ${!store.damage.length && html`<li><${Icon} name="check" more="ok" /><div><b>${say("No damage was found.")}</b></div></li>`}</ul>
      </section>`;
}

/**
 * The command that puts a backup back: it names where the store is, which need not be where the command looks by itself.
 * @param {any} store
 */
const restoring = ({ program, path }) => {
  const data = path.replace(/[\\/][^\\/]*$/, "");
  return `${program ?? "tqq"} restore FILE --replace --data ${/^[\w./:\\-]+$/.test(data) ? data : `'${data.replaceAll("'", "'\\''")}'`}`;
};

/** @param {{ all: any, store: any }} props */
function Backups({ all, store }) {
  const { running, failed } = all;
  return html`<section class="section"><div class="head"><h2>${say("Backups")}</h2><p class="mono any">${all.directory}</p></div>
    ${running && html`<div class="once boxed" role="status"><b>${valueWords("backup", running.phase)} <span
      class="mono">${running.name}</span></b>
      <progress value=${running.bytes} max=${running.of} aria-label=${say("Progress")}></progress></div>`}
    ${failed && html`<p class="error" role="alert"><${Icon} name="warning" small /><span>${say("The backup of {at} failed: {detail}",
      { at: moment(failed.at), detail: failed.detail })}</span></p>`}
    ${all.backups.length ? html`<div class="card">${all.backups.map((/** @type {BackupRow} */ one) => html`
      <div class="entry" key=${one.name}><${Icon} name="disk" more="lead" />
      <div class="what"><b class="mono any">${one.name}</b><div class="sub"><span>${moment(one.made)}</span><span class="sep"></span>
        <span>${sizeText(one.bytes)}</span>
        ${one.accounts !== undefined && html`<span class="sep"></span><span>${say("{n} accounts", { n: count(one.accounts) })}</span>`}
        ${one.verified && html`<span class="chip ok">${say("verified")}</span>`}</div></div></div>`)}</div>` : html`<p
          class="hint">${say("There is no backup here yet.")}</p>`}
    <p class="hint">${say("Putting a backup back is done where the server runs, when it was stopped:")}
      ${" "}<code class="mono any">${restoring(store)}</code></p>
    <p class="hint">${say("A restore ends all sessions and API tokens. Passwords and app passwords stay.")}</p></section>`;
}
