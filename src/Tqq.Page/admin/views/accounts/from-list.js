// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { newKey } from "../../../app/api.js";
import { html } from "../../../app/html.js";
import { showOnce } from "../../../app/once.js";
import { useAct } from "../../../app/parts/act.js";
import { Dialog } from "../../../app/parts/dialog.js";
import { Field, Form } from "../../../app/parts/form.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { count } from "../../parts/facts.js";
import { Table } from "../../parts/table.js";
import { askAdmin, askAdminCsv } from "../../session.js";
import { readCsv } from "./csv-file.js";
import { sheetOf } from "./sheet.js";
import { tableFault } from "./table-faults.js";
import { isOfWeakness } from "./weakness.js";

const columns = [{ words: "Line", look: "num" }, { words: "Number", look: "mono" }, { words: "Nickname" },
  { words: "Password", look: "mono" }];

// Progress is looked at so often while accounts are made.
const everyMilliseconds = 1000;

/** So many of the accounts that were made are listed; the file has all. */
const listed = 50;

// What is wrong with the list is said below it.
const places = { "bad-input": "list" };

/** What is wrong with the lines of a list. @param {import("../../../app/api.js").Refusal} refusal */
const faultsOf = ({ facts }) => facts.faults && html`<ul class="faults">${facts.faults.map((/** @type {FaultRow} */ one) => html`
  <li key=${`${one.line} ${one.detail}`}>${tableFault(one)}</li>`)}</ul>`;

/** Makes many accounts from a list (CSV): all of them, or none. @param {{ onClose: () => void }} props */
export function FromList({ onClose }) {
  const text = useSignal("nick,uin,password\n");
  const act = useAct();
  const { isBusy, refusal, run } = act;
  // What this page calls the list that it has sent: another administrator's is neither shown nor cancelled.
  const id = useSignal("");
  // The list that is warned about because of passwords that are easily guessed: whoever sends it once more wants them.
  const weak = useSignal("");
  // The list that was read from a file of which the encoding is not certain.
  const uncertain = useSignal("");
  const now = useSignal(/** @type {{ of: number, done: number } | null} */ (null));
  useEffect(() => {
    now.value = null;
    if (!isBusy.value) return undefined;
    // What becomes of the list is told by its own answer.
    const look = () => askAdmin("GET", "/accounts/csv").then(({ running }) => {
      now.value = running?.id === id.value ? running : null;
    }, () => {});
    const timer = setInterval(look, everyMilliseconds);
    return () => clearInterval(timer);
  }, [isBusy.value]);
  const cancel = () => isBusy.value ? askAdmin("POST", `/accounts/csv/cancel?id=${id.value}`, {}).catch(() => {}) : onClose();
  /** @param {Written} event */
  const take = async event => {
    const file = event.currentTarget.files?.[0];
    if (!file) return;
    await run(async () => {
      const read = await readCsv(file);
      text.value = read.text;
      uncertain.value = read.isGb ? read.text : "";
    });
  };
  const hint = weak.value === text.value ? say("Whoever wants them all the same presses “Make the accounts” once more.")
    : uncertain.value === text.value
      && say("The file was read as GB 18030, because it is not in UTF-8. Look whether the names are right.");
  const submit = async () => {
    id.value = newKey();
    const list = text.value;
    const path = `/accounts/csv?id=${id.value}&refusesWeak=${list !== weak.value}`;
    const isMade = await run(() => showOnce(() => askAdminCsv(path, list), shownOf).catch(fault => {
      const faults = /** @type {FaultRow[]} */ (fault.facts?.faults ?? []);
      if (faults.length && faults.every(one => isOfWeakness(one.rule))) weak.value = list;
      throw fault;
    }), { makes: "once" });
    if (isMade) onClose();
  };
  return html`<${Dialog} look="wide" title=${say("Accounts from a list")} onClose=${onClose} isKept=${isBusy.value}>
    <${Form} act=${act} places=${places} class="form-grid" onSend=${submit}>
      <p class="hint">${say("The first line names the columns: nick, and where you like uin, password, who-may-add, wire-login.")}</p>
      <div><label class="btn low file">${say("Take a file")}<input type="file" accept=".csv,text/csv" onChange=${take} /></label></div>
      <${Field} name="list" id="csv" as="textarea" label=${say("The list")} look="mono" rows="8" spellcheck=${false} required
        value=${text.value} onInput=${(/** @type {Written} */ event) => { text.value = event.currentTarget.value; }} explain=${faultsOf}
        hint=${hint} />
      <${Trouble} refusal=${refusal.value} />
      ${now.value && html`<div role="status"><p class="hint">${say("{done} of {n} passwords are computed.",
        { done: count(now.value.done), n: count(now.value.of) })}</p>
        <progress value=${now.value.done} max=${now.value.of} aria-label=${say("Progress")}></progress></div>`}
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Make the accounts")}</button>
        <button type="button" class="btn" disabled=${isBusy.value && !now.value} onClick=${cancel}>${say("Cancel")}</button></div>
    <//><//>`;
}

/** @param {{ accounts: any[] }} made @returns {import("../../../app/once.js").Once} */
function shownOf({ accounts }) {
  const sheet = `data:text/csv;charset=utf-8,${encodeURIComponent(sheetOf(accounts))}`;
  const isSecret = accounts.some(one => one.password);
  const words = accounts.length === 1
    ? isSecret ? "One account was made. Its password is shown this once." : "One account was made, with the password of the list."
    : isSecret ? "{n} accounts were made. The passwords that were made up are shown this once."
    : "{n} accounts were made, with the passwords of the list.";
  return {
    title: () => say("Accounts from a list"),
    look: "wide",
    body: () => html`<p class="outcome ok" role="status">${say(words, { n: count(accounts.length) })}</p>
      <${Table} label=${say("Accounts")} columns=${columns} rows=${accounts.slice(0, listed)}
        keyOf=${(/** @type {MadeRow} */ one) => one.line}
        cells=${(/** @type {MadeRow} */ one) => [one.line, one.uin, html`<bdi>${one.nick}</bdi>`, one.password ?? "–"]} />
      ${accounts.length > listed && html`<p class="hint">${say("These are the first {n}; the file has all.", { n: listed })}</p>`}`,
    acts: onTaken => html`<a class="btn" href=${sheet} download="accounts.csv" onClick=${onTaken}>${say("Save as CSV")}</a>`,
    // The passwords come with the answer alone, and are nowhere else.
    isTaken: !isSecret,
  };
}
