// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { askAll } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Face } from "../../parts/face.js";
import { Name } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { block } from "../../store/blocked.js";
import { isMuted, mute } from "../../store/conversations.js";
import { people } from "../../store/people.js";
import { say } from "../../words.js";

/** Whose messages do not arrive, and whose are not announced. */
export function Blocked() {
  const lists = useSignal(/** @type {{ blocked: any[], muted: any[] } | null} */ (null));
  const act = useAct();
  const { isBusy, run } = act;
  const load = async () => {
    const [blocked, muted] = await Promise.all([askAll("/blocked", "people"), askAll("/muted", "people")]);
    lists.value = { blocked, muted };
  };
  // Other devices and tabs change them, too.
  const marked = [...people.value.values()].filter(one => one.isBlocked || isMuted(one.uin)).map(one => [one.uin, one.isBlocked]).join();
  useEffect(() => { run(load, { isPatient: true }); }, [marked]);
  /** @param {number} uin @param {string} mark */
  const undo = (uin, mark) => run(async () => {
    await (mark === "mute" ? mute(uin, false) : block(uin, false));
    await load();
  });
  /** @param {PersonRow} one @param {string} mark @param {string} words */
  const line = (one, mark, words) => html`<div class="entry" key=${`${mark} ${one.uin}`}><${Face} avatar=${one.avatar} />
    <div class="what"><b><${Name} text=${one.nick} look="" /><span class="mono muted">${one.uin}</span></b></div>
    <button type="button" class="btn low" disabled=${isBusy.value} onClick=${() => undo(one.uin, mark)}>${words}</button></div>`;
  const { blocked, muted } = lists.value ?? { blocked: [], muted: [] };
  return html`<p class="hint">${say("They are not told. What they send does not arrive.")}</p>
    ${lists.value && html`<div class="card">${blocked.length ? blocked.map(one => line(one, "block", say("Unblock")))
      : html`<p class="setting hint">${say("Nobody is blocked. A profile card has the button for it.")}</p>`}</div>`}
    ${muted.length > 0 && html`<div class="head"><h2>${say("Muted")}</h2><span class="count">${muted.length}</span></div>
      <div class="card">${muted.map(one => line(one, "mute", say("Announce again")))}</div>`}
    <${Trouble} act=${act} />`;
}
