// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask, takeAway } from "../../api.js";
import { shortDay } from "../../days.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { useQuestion } from "../../parts/dialog.js";
import { isolated } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { say } from "../../words.js";
import { Entry } from "./entry.js";

/** Where the account is signed in. */
export function Sessions() {
  const list = useSignal(/** @type {any} */ ({ sessions: [] }));
  const act = useAct();
  const { run } = act;
  const load = async () => { list.value = await ask("GET", "/sessions"); };
  useEffect(() => { run(load, { isPatient: true }); }, []);
  const { wire } = list.value;
  const keyName = wire?.appPassword?.name;
  const { ask: askFirst, dialog } = useQuestion();
  const sessions = /** @type {OwnSession[]} */ (list.value.sessions).toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
  const others = [...sessions.filter(one => !one.isThis), ...wire ? [{ id: "wire" }] : []];
  // Whoever asks whether it is really to be done says what was refused.
  /** @param {{ id: string }[]} some */
  const revoke = async some => {
    for (const one of some) await takeAway(`/sessions/${one.id}`);
    await load();
  };
  /** @param {string} id @param {string} name */
  const questionOf = (id, name) => ({ title: say("Revoke the session of {name}?", { name: isolated(name) }), act: say("Revoke"),
    text: say("Whoever uses it has to sign in again."), onAct: () => revoke([{ id }]) });
  /** @type {Words} */
  const kinds = { browser: "Web", program: "Program", bot: "Program", admin: "Administrator" };
  return html`<div class="card">
      ${sessions.map(one => html`<${Entry} key=${one.id}
        icon=${one.kind === "browser" ? /iPhone|iPad|Android/.test(one.name ?? "") ? "phone" : "computer" : "program"}
          name=${one.name || say(kinds[one.kind])}
        chip=${one.isThis ? html`<span class="chip accent">${say("This page")}</span>` :
          html`<span class="chip">${say(kinds[one.kind])}</span>`}
        facts=${[html`<span class="mono">${one.address}</span>`, html`<span>${say("since {day}", { day: shortDay(one.begun) })}</span>`,
          !one.isThis && html`<span>${say("seen {day}", { day: shortDay(one.lastUsed) })}</span>`]}
        question=${one.isThis ? undefined : questionOf(one.id, one.name || say(kinds[one.kind]))} />`)}
      ${wire && html`<${Entry} icon="phone" name=${keyName || say("Client of HTTP QQ")}
        chip=${html`<span class="chip warn">HTTP QQ 1.1</span>`}
        facts=${[html`<span class="mono">${wire.address}</span>`, html`<span>${say("since {day}", { day: shortDay(wire.begun) })}</span>`,
          !wire.hasKey && html`<span>${say("no session key")}</span>`]}
        question=${questionOf("wire", keyName || say("Client of HTTP QQ"))} />`}
    </div><${Trouble} act=${act} />
    ${others.length > 0 && html`<div class="actions"><button type="button" class="btn low danger"
      onClick=${() => askFirst({ title: say("Revoke all but this one?"), text: say("Whoever is signed in elsewhere has to sign in again."),
        act: say("Revoke"), onAct: () => revoke(others) })}>${say("Revoke all but this one")}</button></div>`}${dialog}`;
}
