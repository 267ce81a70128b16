// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { say } from "../../app/words.js";
import { moment } from "../parts/facts.js";
import { Page } from "../parts/page.js";
import { Table } from "../parts/table.js";
import { Trouble } from "../parts/trouble.js";
import { askAdmin } from "../session.js";

const columns = [{ words: "Setting", look: "mono" }, { words: "Value", look: "mono any" }, { words: "From" },
  { words: "What it does", look: "wrap" }];

const sources = { "default": "default", "file": "settings file", "environment": "environment", "command-line": "command line" };

/** The settings that are in force, and where each came from. */
export function Settings() {
  const all = useSignal(/** @type {any[]} */ ([]));
  const { refusal, run } = useAct();
  useEffect(() => { run(async () => { all.value = (await askAdmin("GET", "/settings")).settings; }); }, []);
  return html`<${Page} title=${say("Settings in force")}>
    <p class="hint">${say("They are set where the server is started; a settings file is read again while it runs.")}</p>
    <${Trouble} refusal=${refusal.value} />
    <${Table} label=${say("Settings in force")} columns=${columns} rows=${all.value} keyOf=${one => one.name} cells=${one => [
      one.name, html`${one.value}${one.needsRestart !== undefined && html` <span
        class="chip warn">${say("{value} after a restart", { value: one.needsRestart })}</span>`}`,
      html`<span class=${`chip ${one.source === "default" ? "" : "accent"}`}>${say(sources[one.source] ?? one.source)}</span>
        ${one.where && html` <span class="mono muted">${one.where}</span>`}${one.changed && html` <span
          class="muted">${moment(one.changed)}</span>`}`,
      html`<span lang="en">${one.help}</span>`]} /><//>`;
}
