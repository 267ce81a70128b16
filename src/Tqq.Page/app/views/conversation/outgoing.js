// @ts-check
import { html } from "../../html.js";
import { useQuestion } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { troubleOf } from "../../parts/trouble.js";
import { drop, retry } from "../../store/outbox.js";
import { languageOf, oneLine } from "../../text.js";
import { say } from "../../words.js";
import { Bubble } from "./message.js";

/** What was written and is not on the server yet. @param {{ waiting: import("../../store/outbox.js").Outgoing[] }} props */
export function Outgoing({ waiting }) {
  const { ask, dialog } = useQuestion();
  if (!waiting.length) return dialog;
  /** @param {import("../../store/outbox.js").Outgoing} one */
  const discard = one => ask({ title: say("Delete this message?"), text: say("It was not sent. It is on this device alone."),
    act: say("Delete"), onAct: async () => drop(one.key),
    children: html`<p class="preview-text cut" lang=${languageOf(one.text)} dir="auto">${oneLine(one.text)}</p>` });
  const last = waiting.findLast(one => one.state !== "failed");
  const later = waiting.filter(one => one.state === "waiting").length;
  return html`<section class="group mine">${waiting.map(one => html`
    <${Bubble} key=${one.key} text=${one.text} look=${one.state === "failed" ? "failed" : "waiting"} />
    ${one.state === "failed" && html`<div key=${`${one.key} why`} class="meta failed"><${Icon} name="warning" small />
      <span>${say("Not sent:")} ${troubleOf(one.why ?? "")}</span>
      <button type="button" onClick=${() => retry(one.key)}>${say("Retry")}</button>
      <button type="button" onClick=${() => discard(one)}>${say("Delete")}</button></div>`}
    ${one === last && html`<div key="state" class="meta">${later ? html`<${Icon} name="clock" small />
        <span>${say("{n} waiting for the connection", { n: later })}</span>` : html`<${Icon} name="spin" small more="spin" />
          <span>${say("Sending")}</span>`}
      </div>`}`)}
  </section>${dialog}`;
}
