// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { useQuestion } from "../../app/parts/dialog.js";
import { Field, Form } from "../../app/parts/form.js";
import { Icon } from "../../app/parts/icon.js";
import { limits } from "../../app/parts/limits.js";
import { numberField } from "../../app/parts/number.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { count, Time } from "../parts/facts.js";
import { Page } from "../parts/page.js";
import { usePages } from "../parts/pages.js";
import { Pager, Table } from "../parts/table.js";
import { valueWords } from "../parts/values.js";
import { askAdmin, me } from "../session.js";

/** @typedef {RangeRow & { inUse: number, inUseIsMore?: boolean }} ReservedAnswer */

const reservedColumns = [{ words: "Number", look: "mono" }, { words: "For" }, { words: "Made" }, { words: "Made by", look: "mono" },
  { words: "Actions", look: "acts", isHidden: true }];

const deletedColumns = [{ words: "Number", look: "mono" }, { words: "Actions", look: "acts", isHidden: true }];

/** Numbers that nobody who registers gets. */
export function Numbers() {
  return html`<${Page} title=${say("Numbers")}><${Reserved} /><${Deleted} /><//>`;
}

function Reserved() {
  const list = usePages("/reserved-numbers", "ranges");
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const isFull = me.value.role === "full";
  // What was reserved last, where some of it is in use.
  const used = useSignal(/** @type {ReservedAnswer | null} */ (null));
  /** @param {Sent} event */
  const add = async event => {
    const form = event.currentTarget;
    const { from, to, note } = form.elements;
    const isDone = await run(async () => {
      used.value = null;
      const made = await askAdmin("POST", "/reserved-numbers",
        { from: Number(from.value), to: Number(to.value) || undefined, note: note.value.trim() || undefined });
      if (made.inUse) used.value = made;
      await list.load();
    }, { makes: "once" });
    if (isDone) form.reset();
  };
  const { ask, dialog } = useQuestion();
  /** @param {RangeRow} one */
  const release = one => ask({ title: say("Release {numbers}?", { numbers: rangeOf(one) }), act: say("Release"),
    text: say("Whoever registers may get these numbers then."), onAct: async () => {
      await askAdmin("DELETE", `/reserved-numbers/${one.from}`);
      used.value = null;
      await list.load();
    } });
  return html`<section class="section"><div class="head"><h2>${say("Reserved")}</h2>
    <p>${say("Only an administrator makes accounts with these.")}</p></div>
    ${isFull && html`<${Form} act=${act} class="new-key plain" onSend=${add}>
      <${Field} name="from" label=${say("First number")} isBare look="mono" ...${numberField()} required />
      <${Field} name="to" label=${say("Last number")} isBare look="mono" ...${numberField()} />
      <${Field} name="note" label=${say("For whom or what")} isBare ...${limits.note} />
      <button class="btn" disabled=${isBusy.value}><${Icon} name="plus" small />${say("Reserve")}</button><//>`}
    <${Trouble} refusal=${refusal.value} />
    ${used.value && html`<p class="caution" role="status">${wordsOf(used.value)}</p>`}
    <${Table} label=${say("Reserved")} columns=${reservedColumns} rows=${list.rows}
      keyOf=${(/** @type {RangeRow} */ one) => one.from} none="No numbers are reserved." cells=${(/** @type {RangeRow} */ one) => [
      rangeOf(one), html`<bdi>${one.note}</bdi>`, html`<${Time} at=${one.made} />`,
      valueWords("who", one.madeBy),
      isFull && html`<button type="button" class="btn low" onClick=${() => release(one)}>${say("Release")}</button>`]} />
    <${Pager} list=${list} words="{from}–{to} of {total}" />${dialog}</section>`;
}

/** @param {RangeRow} one */
const rangeOf = one => one.to === one.from ? String(one.from) : `${one.from}–${one.to}`;

/** @param {ReservedAnswer} range */
const wordsOf = ({ from, to, inUse, inUseIsMore }) => from === to
  ? say("{n} is reserved, and in use already: its account stays.", { n: from })
  : say(inUse === 1 ? "{from} to {to} are reserved. One of these is in use already: its account stays."
    : "{from} to {to} are reserved. {n} of these are in use already: their accounts stay.",
    { from, to, n: `${count(inUse)}${inUseIsMore ? "+" : ""}` });

function Deleted() {
  const list = usePages("/deleted-numbers", "numbers");
  const { ask, dialog } = useQuestion();
  /** @param {number} uin */
  const release = uin => ask({ title: say("Release {numbers}?", { numbers: uin }), act: say("Release"),
    text: say("Whoever gets the number then may be taken for the one who had it before."), onAct: async () => {
      await askAdmin("DELETE", `/deleted-numbers/${uin}`);
      await list.load();
    } });
  return html`<section class="section"><div class="head"><h2>${say("Deleted")}</h2>
    <p>${say("Nobody gets the number of a deleted account by itself.")}</p></div>
    <${Table} label=${say("Deleted")} columns=${deletedColumns} rows=${list.rows}
      keyOf=${(/** @type {number} */ uin) => uin} none="No account was deleted." cells=${(/** @type {number} */ uin) => [
      uin, me.value.role === "full" && html`<button type="button" class="btn low"
        onClick=${() => release(uin)}>${say("Release")}</button>`]} />
    <${Pager} list=${list} words="{from}–{to} of {total}" />${dialog}</section>`;
}
