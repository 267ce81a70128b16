// @ts-check
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { Choice } from "../../parts/tabs.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";

/** Who sees what only friends see at first; it is kept as soon as it is chosen. @param {{ act: import("../../act.js").Act }} props */
export function Disclosure({ act }) {
  /** @param {string} disclosure */
  const choose = disclosure => act.run(async () => { me.value = await ask("PATCH", "/me", { settings: { disclosure } }); });
  const words = say("Who sees address, phone and real name");
  return html`<div class="setting"><div><b>${words}</b></div><${Choice} name="disclosure" label=${words}
    value=${me.value.settings.disclosure}
    onChoose=${choose} choices=${[["everyone", say("Anyone")], ["friends", say("Friends")], ["nobody", say("Nobody")]]} /></div>`;
}
