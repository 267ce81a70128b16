// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Dialog } from "../../parts/dialog.js";
import { Trouble } from "../../parts/trouble.js";
import { say } from "../../words.js";
import { Facts } from "../people/facts.js";

const titles = { friend: "As a friend sees it", stranger: "As a stranger sees it" };

/** Buttons that show one's own card as others see it. @param {{ isChanged: boolean }} props whether something is not saved */
export function SeenAs({ isChanged }) {
  const viewer = useSignal(/** @type {keyof typeof titles | ""} */ (""));
  return html`<div class="actions">${Object.entries(titles).map(([name, words]) => html`
      <button type="button" class="btn low" key=${name} onClick=${() => { viewer.value = /** @type {any} */ (name); }}>
        ${say(words)}</button>`)}</div>
    ${viewer.value && html`<${Preview} viewer=${viewer.value} isChanged=${isChanged} onClose=${() => { viewer.value = ""; }} />`}`;
}

/** @param {{ viewer: keyof typeof titles, isChanged: boolean, onClose: () => void }} props */
function Preview({ viewer, isChanged, onClose }) {
  const card = useSignal(/** @type {any} */ (null));
  const act = useAct();
  useEffect(() => { act.run(async () => { card.value = await ask("GET", `/me/card?as=${viewer}`); }); }, []);
  return html`<${Dialog} title=${say(titles[viewer])} onClose=${onClose}>
    ${isChanged && html`<p class="hint">${say("What is not saved does not show here yet.")}</p>`}
    <${Trouble} act=${act} />
    ${card.value && html`<div class="profile"><${Facts} person=${card.value} /></div>`}<//>`;
}
