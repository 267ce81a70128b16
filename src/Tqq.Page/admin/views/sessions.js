// @ts-check
import { useSignal } from "../../vendor/signals.js";
import { html } from "../../app/html.js";
import { useQuestion } from "../../app/parts/dialog.js";
import { isolated } from "../../app/parts/said.js";
import { Choice } from "../../app/parts/tabs.js";
import { say } from "../../app/words.js";
import { Ago, Time } from "../parts/facts.js";
import { Find } from "../parts/find.js";
import { Page } from "../parts/page.js";
import { usePages } from "../parts/pages.js";
import { Pager, Table } from "../parts/table.js";
import { valueWords } from "../parts/values.js";
import { Who } from "../parts/who.js";
import { askAdmin, me } from "../session.js";

const columns = [{ words: "Account" }, { words: "Number", look: "mono" }, { words: "Signed in by" }, { words: "From", look: "mono" },
  { words: "Since" },
  { words: "Last seen" }, { words: "Actions", look: "acts", isHidden: true }];

/** Who is signed in, from where and by which door. */
export function Sessions() {
  const text = useSignal("");
  const door = useSignal("");
  const { ask, dialog } = useQuestion();
  const query = new URLSearchParams();
  if (text.value) query.set(/^\d+$/.test(text.value) ? "uin" : "address", text.value);
  if (door.value) query.set("door", door.value);
  const list = usePages(`/sessions?${query}`, "sessions", { isLive: true });
  /** @param {SessionRow} one */
  const end = one => ask({ title: say("End a session of {name}?", { name: isolated(one.nick) }), act: say("End"),
    text: say("Whoever uses it has to sign in again."), onAct: async () => {
      await askAdmin("DELETE", `/accounts/${one.uin}/sessions/${one.id}`);
      await list.load();
    } });
  const choices = [["", say("All")], ["web", say("Web")], ["wire", "HTTP QQ"], ["api", "API"]];
  return html`<${Page} title=${say("Sessions")}>
    <div class="toolbar"><${Find} label=${say("Number or address")} wrong=${list.wrong}
        onFind=${(/** @type {string} */ found) => { text.value = found; }} />
      <${Choice} name="door" label=${say("Signed in by")} choices=${choices} value=${door.value}
        onChoose=${(/** @type {string} */ name) => { door.value = name; }} /></div>
    <${Table} label=${say("Sessions")} columns=${columns} rows=${list.rows}
      keyOf=${(/** @type {SessionRow} */ one) => `${one.uin} ${one.id}`} none="No session is found."
      cells=${(/** @type {SessionRow} */ one) => [
      html`<${Who} one=${one} />`, one.uin,
      html`<span class=${`chip ${one.door === "wire" && !one.hasKey ? "warn" : ""}`}>${doorOf(one)}</span>${one.name && html` <bdi
        class="muted">${one.name}</bdi>`}`,
      one.address, html`<${Time} at=${one.started} />`, html`<${Ago} at=${one.lastSeen} />`,
      me.value.role === "full" && html`<button type="button" class="btn low" onClick=${() => end(one)}>${say("End")}</button>`]} />
    <${Pager} list=${list} words="{from}–{to} of {total}" />
    <p class="hint">${say("Amber: no session key. Whoever shares the address can act in this session.")}</p>${dialog}<//>`;
}

/** @param {any} one */
const doorOf = one => one.door === "wire" ? one.hasKey ? say("HTTP QQ 1.1, with a key") : "HTTP QQ 1.1" : valueWords("door", one.door);
