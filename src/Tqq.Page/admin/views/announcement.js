// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { Refusal } from "../../app/api.js";
import { html } from "../../app/html.js";
import { language } from "../../app/looks.js";
import { useAct } from "../../app/parts/act.js";
import { useQuestion } from "../../app/parts/dialog.js";
import { Field, Form } from "../../app/parts/form.js";
import { Icon } from "../../app/parts/icon.js";
import { limits } from "../../app/parts/limits.js";
import { Said } from "../../app/parts/said.js";
import { Choice } from "../../app/parts/tabs.js";
import { Trouble } from "../../app/parts/trouble.js";
import { languageOf, oneLine, pieces } from "../../app/text.js";
import { say } from "../../app/words.js";
import { change, draft, isDraftInDoubt, keyOfDraft } from "../draft.js";
import { count, moment } from "../parts/facts.js";
import { Page } from "../parts/page.js";
import { usePages } from "../parts/pages.js";
import { Pager } from "../parts/table.js";
import { valueWords } from "../parts/values.js";
import { askAdmin, me } from "../session.js";

// Progress is looked at so often while one is on its way.
const everyMilliseconds = 2000;

/** Some sentences, of which "" is none. @param {string[]} some */
const sentences = some => some.filter(Boolean).join(language.value === "zh" ? "" : " ");

/** A text of the server to all, or to those who are online. */
export function Announcement() {
  const { text, to } = draft.value;
  const list = usePages("/announcements", "announcements", { limit: 20, cursor: "before" });
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const isSending = list.rows?.some((/** @type {AnnouncementRow} */ one) => one.state === "sending");
  useEffect(() => {
    if (!isSending) return undefined;
    const timer = setInterval(list.load, everyMilliseconds);
    return () => clearInterval(timer);
  }, [isSending]);
  const send = async () => {
    const isSent = await run(async () => {
      if (isDraftInDoubt()) {
        // It is said once; whoever has looked and sends it all the same makes another one.
        change({});
        throw new Refusal("tried-before", "");
      }

      await askAdmin("POST", "/announcements", { text, to }, { "Idempotency-Key": keyOfDraft() });
    }, { makes: "keyed" });
    if (isSent && draft.value.text === text) change({ text: "" });
    // Where nobody knows what became of it, one looks.
    await list.load();
  };
  const { ask, dialog } = useQuestion();
  const reach = to === "all" ? list.answer?.accounts : list.answer?.online;
  // How many they are is known once the server has said so; before that it is said who they are.
  const sending = reach === undefined ? to === "all" ? say("Send to everyone") : say("Send to those online")
    : reach === 1 ? say("Send to 1 account") : say("Send to {n} accounts", { n: count(reach) });
  const accounts = reach === undefined ? "" : say("Accounts: {n}.", { n: count(reach) });
  const submit = () => {
    if (to !== "all") return send();
    // What is refused stands at the form, where the text is.
    ask({ title: say("Send this to everyone?"), act: sending, text: sentences([accounts, say("What was sent cannot be taken back.")]),
      onAct: async () => { send(); } });
    return undefined;
  };
  /** @param {AnnouncementRow} one */
  const cancel = one => ask({ title: say("Stop this announcement?"), act: say("Stop"),
    text: say("Whoever has it already keeps it. The others never get it."), onAct: async () => {
      await askAdmin("POST", `/announcements/${one.id}/cancel`, {});
      // What is sent after that is another one, although its words are the same.
      if (one.text === draft.value.text) change({});
      await list.load();
    } });
  const inPieces = pieces(text);
  const isFull = me.value.role === "full";
  return html`<${Page} title=${say("Announcement")}>
    ${isFull && html`<div class="cols"><${Form} act=${act} class="section" onSend=${submit}>
      <${Field} name="text" id="text" as="textarea" label=${say("Text, from 10000, the server's own number")} ...${limits.message}
        rows="5" lang=${languageOf(text)} dir="auto" required value=${text}
        onInput=${(/** @type {Written} */ event) => change({ text: event.currentTarget.value })}
        hint=${sentences([to === "all" ? say("Kept for those who are offline.") : say("For those who are online now."), accounts,
          say("Messages for each client of 2005: {pieces}.", { pieces: inPieces })])} />
      <${Choice} name="to" label=${say("To whom")} choices=${[["all", say("Everyone")], ["online", say("Those online")]]} value=${to}
        onChoose=${(/** @type {string} */ name) => change({ to: name })} />
      <${Trouble} refusal=${refusal.value} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value || !text.trim()}>
        ${sending}</button></div><//>
    <section class="section"><h2>${say("As they will see it")}</h2><div class="preview-msg"><section class="group">
      <span class="face"><img src=${document.querySelector("link[rel=icon]")?.getAttribute("href")} width="40" height="40" alt="" /></span>
      <div class="msg" lang=${languageOf(text)} dir="auto"><${Said} text=${text || "…"} /></div><div class="meta"><span
        class="mono">10000</span></div>
    </section></div></section></div>`}
    <section class="section"><h2>${say("Earlier")}</h2>${list.rows && (list.rows.length ? html`<div
      class="card">${list.rows.map((/** @type {AnnouncementRow} */ one) => html`
      <${Earlier} key=${one.id} one=${one} onCancel=${isFull && (() => cancel(one))} />`)}</div>` : html`<p
        class="hint">${say("No announcements yet.")}</p>`)}
      <${Pager} list=${list} words="{from}–{to} of {total}" /></section>${dialog}<//>`;
}

/** @param {{ one: any, onCancel: any }} props */
function Earlier({ one, onCancel }) {
  const facts = { day: moment(one.made), who: valueWords("who", one.madeBy), reached: count(one.reached), of: count(one.of) };
  // What is done needs no word.
  const chip = one.state !== "done" && valueWords("announcement", one.state);
  return html`<div class="entry"><${Icon} name="horn" more="lead" /><div class="what">
      <b><bdi class="cut" lang=${languageOf(one.text)}>${oneLine(one.text)}</bdi>${chip && html`<span class="chip">${chip}</span>`}</b>
      <div class="sub">${say("{day}, by {who}, sent to {reached} of {of}", facts)}${one.refused > 0 && html`<span class="sep"></span>
        ${say("{n} mailboxes were full", { n: count(one.refused) })}`}</div>
      ${one.state === "sending" && html`<progress value=${one.reached + (one.refused ?? 0)} max=${one.of} aria-label=${say("Progress")}>
        </progress>`}</div>
    ${one.state === "sending" && onCancel && html`<button type="button" class="btn low"
      onClick=${onCancel}>${say("Stop")}</button>`}</div>`;
}
