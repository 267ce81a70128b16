// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { html } from "../../app/html.js";
import { useAct } from "../../app/parts/act.js";
import { Choice } from "../../app/parts/tabs.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";
import { moment } from "../parts/facts.js";
import { valueWords } from "../parts/values.js";
import { askAdmin, me } from "../session.js";

/** @type {Record<string, string[]>} */
const modes = {
  closed: ["Nobody", "Administrators alone make accounts."],
  invite: ["With a code", "Whoever has a code makes an account."],
  open: ["Anyone", "Anyone makes an account, so many from one address."],
};

/**
 * Who may register: chosen here where the server was not told when it was started.
 * @param {{ policy: import("../../vendor/signals.js").Signal<any>, isLost: boolean }} props `policy` is what the server says of it, null
 *   until it has; `isLost` while the page says already that the server does not answer
 */
export function WhoRegisters({ policy, isLost }) {
  const { isBusy, refusal, run } = useAct();
  const load = async () => { policy.value = await askAdmin("GET", "/registration"); };
  useEffect(() => { if (!isLost) run(load); }, [isLost]);
  /** @param {string} registration */
  const choose = async registration => {
    const isDone = await run(async () => { policy.value = await askAdmin("PUT", "/registration", { registration }); });
    if (!isDone) await load().catch(() => {});
  };
  const trouble = !(isLost && refusal.value?.name === "network") && html`<${Trouble} refusal=${refusal.value} />`;
  if (!policy.value) return trouble || null;
  const { registration, setBy, chosenBy, chosen } = policy.value;
  const [words, means] = modes[registration];
  return html`<div class="card" aria-busy=${isBusy.value ? "true" : "false"}><div class="setting"><div><b>${say("Who may register")}</b>
    <p>${say(means)}${setBy && html` ${say("Set on start, and changed there:")} <code class="mono">${setBy}</code>`}${chosenBy && html` ${
      say("Chosen by {who}, {at}.", { who: valueWords("who", chosenBy), at: moment(chosen) })}`}</p></div>
    ${me.value.role === "full" && !setBy ? html`<${Choice} name="registration" label=${say("Who may register")} value=${registration}
      choices=${Object.entries(modes).map(([mode, [short]]) => [mode, say(short)])} onChoose=${choose} />` : html`<span
      class="chip accent">${say(words)}</span>`}</div>${trouble}</div>`;
}
