// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { language } from "../../app/looks.js";
import { Icon } from "../../app/parts/icon.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { moment } from "../parts/facts.js";
import { Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { valueWords } from "../parts/values.js";
import { askAdmin } from "../session.js";

const columns = [{ words: "Setting", look: "mono" }, { words: "Value", look: "mono any" }, { words: "From", look: "any" },
  { words: "Takes effect" },
  { words: "What it does", look: "wrap" }];

/** A value of so many characters stands in one line; a longer one, such as a list of addresses, may take more. */
const unbroken = 24;

/** The settings that are in force, and where each came from. */
export function Settings() {
  const all = useSignal(/** @type {any[] | null} */ (null));
  const fault = useSignal("");
  const act = useAct();
  useEffect(() => {
    act.run(async () => {
      const answer = await askAdmin("GET", "/settings");
      [all.value, fault.value] = [answer.settings, answer.fault ?? ""];
    });
  }, []);
  return html`<${Page} title=${say("Settings in force")}>
    <p class="hint">${say("They are set where the server is started. The signal SIGHUP (kill -HUP) has the settings file read again.")}</p>
    ${fault.value && html`<p class="error" role="alert"><${Icon} name="warning" small /><span>${
      say("The settings cannot be read again as they are written now: {fault}", { fault: fault.value })}</span></p>`}
    <${Trouble} act=${act} />
    <${Table} label=${say("Settings in force")} columns=${columns} rows=${all.value}
      keyOf=${(/** @type {SettingRow} */ one) => one.name} cells=${(/** @type {SettingRow} */ one) => [
      one.name, html`<code class=${one.value.length > unbroken ? undefined : "whole"}>${one.value}</code>
        ${one.written !== undefined && html` <span class="chip warn">${say(one.canChange
        ? "{value} once they are read again" : "{value} after a restart", { value: one.written })}</span>`}`,
      html`<span class=${`chip ${one.source === "default" ? "" : "accent"}`}>${valueWords("source", one.source)}</span>
        ${one.where && html` <span class="mono muted">${whereWords(one)}</span>`}${one.changed && html` <span
          class="muted">${moment(one.changed)}</span>`}`,
      one.canChange ? say("while it runs") : html`<span class="chip">${say("after a restart")}</span>`,
      html`<${Help} one=${one} />`]} /><//>`;
}

/** Where it is written; or which administrator has chosen it. @param {SettingRow} one */
const whereWords = ({ source, where = "" }) => source === "administrator" ? valueWords("who", where) : where;

/** What a setting is for, in the language of the page where the server has it. @param {{ one: any }} props */
function Help({ one }) {
  const own = one.helpIn?.[language.value];
  return html`<span lang=${own ? undefined : "en"}>${own ?? one.help}</span>`;
}
