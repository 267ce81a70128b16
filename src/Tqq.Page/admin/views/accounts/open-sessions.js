// @ts-check
import { html } from "../../../app/html.js";
import { useQuestion } from "../../../app/parts/dialog.js";
import { Icon } from "../../../app/parts/icon.js";
import { isolated } from "../../../app/parts/said.js";
import { say } from "../../../app/words.js";
import { Ago, moment } from "../../parts/facts.js";
import { valueWords } from "../../parts/values.js";
import { askAdmin } from "../../session.js";

/** The sessions of an account. @param {{ one: any, onEnd: () => Promise<void>, isFull: boolean }} props */
export function OpenSessions({ one, onEnd, isFull }) {
  const { ask, dialog } = useQuestion();
  const all = [...one.session ? [{ ...one.session, id: "wire", door: "wire" }] : [],
    ...(one.devices ?? []).map((/** @type {DeviceRow} */ each) => ({ ...each, id: each.number }))];
  /** @param {string} id */
  const end = id => ask({ title: say("End a session of {name}?", { name: isolated(one.nick) }), act: say("End"),
    text: say("Whoever uses it has to sign in again."), onAct: async () => {
      await askAdmin("DELETE", `/accounts/${one.uin}/sessions/${id}`);
      await onEnd();
    } });
  return html`<section class="section"><h2>${say("Sessions")}</h2>
    ${all.length ? html`<div class="card">${all.map(each => html`<div class="entry" key=${each.id}>
      <${Icon} name=${each.id === "wire" ? "program" : "computer"} more="lead" />
      <div class="what"><b>${each.id === "wire" ? "HTTP QQ 1.1" : html`<bdi>${each.name || valueWords("door", each.kind)}</bdi>`}</b>
        <div class="sub"><span class="mono">${each.address}</span>${(each.started ?? each.begun)
          && html`<span class="sep"></span><span>${say("since {day}", { day: moment(each.started ?? each.begun) })}</span>`}
          ${each.lastSeen && html`<span class="sep"></span><span><${Ago} at=${each.lastSeen} /></span>`}</div></div>
      ${isFull && html`<button type="button" class="btn low" onClick=${() => end(each.id)}>${say("End")}</button>`}</div>`)}</div>`
    : html`<p class="hint">${say("None.")}</p>`}${dialog}</section>`;
}
