// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { shortDay } from "../../days.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Face } from "../../parts/face.js";
import { focused } from "../../parts/focus.js";
import { Field, Form } from "../../parts/form.js";
import { Icon } from "../../parts/icon.js";
import { limits } from "../../parts/limits.js";
import { PageHead } from "../../parts/page-head.js";
import { Person } from "../../parts/person.js";
import { isolated, Name } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { go } from "../../router.js";
import { readRequest } from "../../store/conversations.js";
import { send } from "../../store/outbox.js";
import { accept, areRequestsKnown, newerFirst, received, refuse, sent, takeOff } from "../../store/requests.js";
import { languageOf, oneLine } from "../../text.js";
import { say } from "../../words.js";

/** Who asks to be a friend, and who was asked. */
export function Requests() {
  // Whoever was accepted here stays in sight as long as this view is open: one goes on to them.
  const accepted = useSignal(/** @type {import("../../store/requests.js").Request[]} */ ([]));
  const waits = new Set(received.value.map(one => one.uin));
  const shown = [...received.value, ...accepted.value.filter(one => !waits.has(one.uin))].toSorted(newerFirst);
  /** @param {import("../../store/requests.js").Request} one */
  const acceptOne = async one => {
    const others = accepted.value.filter(other => other.uin !== one.uin);
    // The list may be read anew before the answer is here.
    accepted.value = [...others, one];
    try {
      await accept(one.uin);
    } catch (refusal) {
      accepted.value = accepted.value.filter(other => other.uin !== one.uin);
      throw refusal;
    }
    readRequest(one.uin);
  };
  return html`<main class="pane" id="main" tabindex="-1">
    <${PageHead} title=${say("Friend requests")}><a class="btn low" href="#/add"><${Icon} name="add" small />${say("Add a friend")}</a><//>
    <div class="scroll"><div class="page">
      <section class="section"><div class="head"><h2>${say("Received")}</h2>
        ${areRequestsKnown.value && html`<span class="count">${received.value.length}</span>`}</div>
        ${shown.length ? html`<div class="card">${shown.map(one => waits.has(one.uin)
          ? html`<${Received} key=${one.uin} one=${one} onAccept=${() => acceptOne(one)} />`
          : html`<${Accepted} key=${one.uin} one=${one} />`)}</div>`
          : areRequestsKnown.value && html`<p class="hint">${say("Nobody waits for an answer.")}</p>`}</section>
      ${sent.value.length > 0 && html`<section class="section"><div class="head"><h2>${say("Sent")}</h2>
        <span class="count">${sent.value.length}</span></div>
        <div class="card">${sent.value.map(one => html`<${Sent} key=${one.uin} one=${one} />`)}</div></section>`}
    </div></div></main>`;
}

/** @param {{ text: string }} props */
function Words({ text }) {
  return text ? html`<p class="words" lang=${languageOf(text)} dir="auto">${text}</p>` : html`<p class="hint">${say("Without words")}</p>`;
}

/** Who was asked, and what became of it. @param {{ one: import("../../store/requests.js").Request }} props */
function Sent({ one }) {
  const act = useAct();
  const { isBusy, run } = act;
  const day = shortDay(one.answered ?? one.at);
  /** @type {Record<string, unknown>} */
  const outcomes = {
    accepted: html`<span class="outcome ok small"><${Icon} name="check" small />${say("Accepted {day}", { day })}</span>`,
    refused: html`<div class="sub"><span>${one.reason ? say("Refused:") : say("Refused {day}", { day })}</span>
      ${one.reason && html`<bdi lang=${languageOf(one.reason)}>“${one.reason}”</bdi>`}</div>`,
  };
  const outcome = outcomes[one.state ?? ""] ?? html`<div class="sub"><span>${say("Waiting since {day}", { day })}</span></div>`;
  return html`<div class="entry"><${Face} avatar=${one.avatar} />
    <div class="what"><b><${Name} text=${one.nick} look="" /><span class="mono muted">${one.uin}</span></b>${outcome}
      ${one.words && html`<div class="sub"><${Name} text=${oneLine(one.words)} /></div>`}<${Trouble} act=${act} canClose /></div>
    ${one.state === "accepted" ? html`<a class="btn low" href=${`#/chat/${one.uin}`}>${say("Write")}</a>`
      : html`<a class="btn low" href=${`#/add/${one.uin}`}>${one.state === "refused" ? say("Ask again") : say("Change the words")}</a>`}
    <button type="button" class="icon-btn" disabled=${isBusy.value} aria-label=${say("Take off the list")} title=${say("Take off the list")}
      onClick=${() => run(() => takeOff(one.uin))}><${Icon} name="close" /></button></div>`;
}

/** Whoever was accepted a moment ago. @param {{ one: import("../../store/requests.js").Request }} props */
function Accepted({ one }) {
  return html`<${Person} ...${one} aside=${html`<div class="do"><a class="btn low" ref=${focused}
    href=${`#/chat/${one.uin}`}>${say("Write")}</a></div>`}>
    <span class="outcome ok" role="status"><${Icon} name="check" small />${say("Added. You are on each other's list.")}</span>
  <//>`;
}

/** @param {{ one: import("../../store/requests.js").Request, onAccept: () => Promise<void> }} props */
function Received({ one, onAccept }) {
  // "" for the choice, "reply" or "refuse" for what is being written.
  const mode = useSignal("");
  const act = useAct();
  const { isBusy, run } = act;
  /** @param {Sent} event */
  const yes = event => {
    const words = event.currentTarget.elements.words?.value.trim();
    run(async () => {
      await onAccept();
      if (words) {
        send(one.uin, words);
        go(`chat/${one.uin}`);
      }
    });
  };
  /** @param {Sent} event */
  const no = event => {
    // Read now: when it is tried again, the event is over.
    const reason = event.currentTarget.elements.reason.value.trim();
    run(async () => {
      await refuse(one.uin, reason);
      readRequest(one.uin);
    });
  };
  const cancel = html`<button type="button" class="btn quiet" onClick=${() => { mode.value = ""; }}>${say("Cancel")}</button>`;
  return html`<${Person} ...${one} aside=${html`<time class="when">${shortDay(one.at)}</time>`}>
    <${Words} text=${one.words} />
    ${mode.value === "" && html`<div class="actions">
      <button type="button" class="btn primary" disabled=${isBusy.value}
        onClick=${() => run(onAccept)}>${say("Accept")}</button>
      <button type="button" class="btn" onClick=${() => { mode.value = "reply"; }}>${say("Accept and reply")}</button>
      <button type="button" class="btn quiet" onClick=${() => { mode.value = "refuse"; }}>${say("Refuse")}</button></div>`}
    ${mode.value === "reply" && html`<${Form} act=${act} class="section" onSend=${yes}>
      <${Field} name="words" as="textarea" label=${say("Your first message to {name}", { name: isolated(one.nick) })} whenThere=${focused}
        rows="2" ...${limits.message} />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Accept and send")}</button>${cancel}</div><//>`}
    ${mode.value === "refuse" && html`<${Form} act=${act} class="section" onSend=${no}>
      <${Field} name="reason" label=${say("Reason, if you like")} whenThere=${focused} ...${limits.words}
        hint=${say("They get these words and no more.")} />
      <div class="actions"><button class="btn danger solid" disabled=${isBusy.value}>${say("Refuse")}</button>${cancel}</div><//>`}
    <${Trouble} act=${act} canClose />
  <//>`;
}
