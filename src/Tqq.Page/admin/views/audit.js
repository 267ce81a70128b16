// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { Icon } from "../../app/parts/icon.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { moment } from "../parts/facts.js";
import { Find } from "../parts/find.js";
import { Page } from "../parts/page.js";
import { usePages } from "../parts/pages.js";
import { Pager, Table } from "../parts/table.js";
import { valueWords } from "../parts/values.js";
import { askAdminLong } from "../session.js";
import { actWords } from "./acts.js";
import { detailWords } from "./audit-detail.js";
import { filterOf } from "./audit-filter.js";
import { refusalWords } from "./outcomes.js";
import { targetWords } from "./targets.js";

const columns = [{ words: "When", look: "mono" }, { words: "Who", look: "mono" }, { words: "Act", look: "wrap" },
  { words: "On", look: "mono" },
  { words: "Outcome" }, { words: "From", look: "mono" }];

/** So many characters of a detail stand in its line. */
const longest = 200;

/** Every act of an administrator, newest first. */
export function Audit() {
  const text = useSignal("");
  const check = useSignal(/** @type {any} */ (null));
  const { isBusy, refusal, run } = useAct();
  const filter = text.value ? filterOf(text.value) : "";
  const list = usePages(`/audit?${filter}`, "entries", { limit: 100, cursor: "before" });
  const verify = () => run(async () => { check.value = await askAdminLong("GET", "/audit/verify"); });
  /** @param {string} format */
  const exported = format => `/admin/api/v1/audit/export?format=${format}&${filter}`;
  return html`<${Page} title=${say("Audit log")} acts=${html`<span class="actions">
      <button type="button" class="btn tight" disabled=${isBusy.value} onClick=${verify}>${say("Verify")}</button>
      <a class="btn tight" href=${exported("csv")} download>${say("Export")}</a></span>`}>
    <div class="toolbar"><${Find} label=${say("Number, act or address")} wrong=${list.wrong}
      onFind=${(/** @type {string} */ found) => { text.value = found; }} /></div>
    ${check.value && html`<p class=${check.value.ok ? "outcome ok" : "error"} role="status"><${Icon}
      name=${check.value.ok ? "check" : "warning"} small />
      <span>${check.value.ok ? say(
        "Nothing was changed or removed, from record {first} to {last}. An act has up to two: before it, and its outcome.",
        { first: check.value.first, last: check.value.last })
        : say("Something was changed or removed: {fault}", { fault: check.value.fault ?? "" })}</span></p>`}
    <${Trouble} refusal=${refusal.value} />
    <${Table} label=${say("Audit log")} columns=${columns} rows=${list.rows} keyOf=${(/** @type {AuditRow} */ one) => one.number}
      none="No such line." cells=${(/** @type {AuditRow} */ one) => [
      html`<time datetime=${one.at} title=${one.at}>${moment(one.at)}</time>`, valueWords("who", one.who),
      html`${actWords(one)}${one.detail && html` <bdi class="muted"
        title=${detailWords(one.detail)}>${short(detailWords(one.detail))}</bdi>`}`,
      targetWords(one), html`<${Outcome} words=${one.outcome} />`, one.from]} />
    <${Pager} list=${list} words="Newest first, {from} to {to}" />
    <p class="hint">${
      say("Kept for a year. “Verify” shows whether a record was changed or removed: each holds a checksum of the one before it.")
    }</p><//>`;
}

/** @param {{ words?: string }} props */
function Outcome({ words }) {
  if (words === "done") return html`<span class="chip ok">${say("done")}</span>`;
  return words?.startsWith("refused") ? html`<span class="chip">${say("refused")}</span><span class="muted why"
    title=${words}>${refusalWords(words)}</span>` : html`<span class="chip warn" title=${words}>${say("not known")}</span>`;
}

/** The beginning of what may be as long as a list of accounts; all of it is in the export. @param {string} text */
const short = text => text.length > longest ? `${text.slice(0, longest)}…` : text;
