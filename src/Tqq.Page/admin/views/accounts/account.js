// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { useAct } from "../../../app/parts/act.js";
import { Face } from "../../../app/parts/face.js";
import { Name } from "../../../app/parts/said.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { Drawer } from "../../parts/drawer.js";
import { Ago, count, dayOf, sizeText } from "../../parts/facts.js";
import { valueWords } from "../../parts/values.js";
import { askAdmin, me } from "../../session.js";
import { Access } from "./access.js";
import { Acts } from "./acts.js";
import { AppPasswords } from "./app-passwords.js";
import { OpenSessions } from "./open-sessions.js";
import { Profile } from "./profile.js";

/**
 * One account: facts, how it may log in, its sessions, and what can be done. Never what it said.
 * @param {{ uin: number, onClose: () => void }} props
 */
export function Account({ uin, onClose }) {
  const account = useSignal(/** @type {any} */ (null));
  const asked = useAct();
  const { refusal, run } = asked;
  const load = async () => { account.value = await askAdmin("GET", `/accounts/${uin}`); };
  useEffect(() => { run(load); }, [uin]);
  const one = account.value;
  /** @param {() => Promise<unknown>} doing @param {{ makes?: import("../../../app/act.js").Making }} [how] */
  const act = async (doing, how) => {
    const isDone = await run(doing, how);
    if (isDone) return run(load);
    // Where nobody knows what became of it, one looks.
    await load().catch(() => {});
    return false;
  };
  const isFull = me.value.role === "full";
  return html`<${Drawer} title=${one ? html`<${Name} text=${one.nick} /> <span class="mono muted">${uin}</span>` : uin} onClose=${onClose}
      head=${one && html`<${Face} avatar=${Number(one.fields?.FC ?? 0)} status=${one.status} />`}
      trouble=${html`<${Trouble} refusal=${refusal.value} look="line" />`}
      foot=${one && isFull && html`<${Acts} one=${one} asked=${asked} act=${act} onGone=${onClose} />`}>
    ${one && html`<${Facts} one=${one} />
      <${Access} one=${one} asked=${asked} act=${act} isFull=${isFull} />
      <${Profile} one=${one} asked=${asked} act=${act} isFull=${isFull} />
      <${AppPasswords} one=${one} asked=${asked} isFull=${isFull} />
      <${OpenSessions} one=${one} onEnd=${load} isFull=${isFull} />`}<//>`;
}

/** @param {{ one: any }} props */
function Facts({ one }) {
  const by = one.invitation ? say("{day}, by the invitation for {name}", { day: dayOf(one.created), name: one.invitation.name })
    : dayOf(one.created);
  return html`<section><dl class="pairs">
    <dt>${say("Created")}</dt><dd>${by}</dd>
    <dt>${say("Last seen")}</dt><dd>${one.online ? say("now") : html`<${Ago} at=${one.lastSeen} />`}</dd>
    <dt>${say("Friends")}</dt><dd>${count(one.friends ?? 0)}</dd>
    <dt>${say("Messages waiting")}</dt><dd>${count(one.undelivered ?? 0)}</dd>
    ${one.keptBytes !== undefined && html`<dt>${say("Kept in the store")}</dt><dd>${sizeText(one.keptBytes)}</dd>`}
    ${one.failedLogins !== undefined && html`<dt>${say("Failed logins, 24 h")}</dt><dd>${count(one.failedLogins)}</dd>`}
    ${one.administrator && html`<dt>${say("Administrator")}</dt>
      <dd>${valueWords("role", one.administrator)}</dd>`}
    ${!one.enabled && html`<dt>${say("Disabled")}</dt><dd><bdi>${one.disabledReason || say("without a reason")}</bdi></dd>`}</dl>
      </section>`;
}
