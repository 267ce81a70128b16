// @ts-check
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { Dot } from "../../../app/parts/face.js";
import { Icon } from "../../../app/parts/icon.js";
import { isPhone } from "../../../app/parts/phone.js";
import { Choice } from "../../../app/parts/tabs.js";
import { say } from "../../../app/words.js";
import { Ago, count } from "../../parts/facts.js";
import { Find } from "../../parts/find.js";
import { Page } from "../../parts/page.js";
import { usePages } from "../../parts/pages.js";
import { Pager, Table } from "../../parts/table.js";
import { valueWords } from "../../parts/values.js";
import { Who } from "../../parts/who.js";
import { me } from "../../session.js";
import { Account } from "./account.js";
import { FromList } from "./from-list.js";
import { NewAccount } from "./new-account.js";

const columns = [{ words: "Account" }, { words: "Number", look: "mono" }, { words: "State" }, { words: "Signed in by" },
  { words: "Last seen" }, { words: "Waiting", look: "num" }, { words: "Actions", look: "acts", isHidden: true }];

/** Every account: found, opened, made. */
export function Accounts() {
  const text = useSignal("");
  const state = useSignal("");
  // What lies over the list: the number of an account, "new", "list" or nothing.
  const open = useSignal(/** @type {number | "new" | "list" | null} */ (null));
  const query = new URLSearchParams();
  if (text.value) query.set("q", text.value);
  if (state.value) query.set("state", state.value);
  const list = usePages(`/accounts?${query}`, "accounts", { isLive: true });
  const close = () => {
    open.value = null;
    list.load();
  };
  const choices = [["", say("All")], ["online", say("Online")], ["disabled", say("Disabled")], ["administrators", say("Administrators")]];
  const fromList = html`<button type="button" class="btn tight" onClick=${() => { open.value = "list"; }}>${say("From a list")}</button>`;
  const isFull = me.value.role === "full";
  // On a phone the bar has room for one.
  const acts = isFull && html`<span class="actions">${!isPhone.value && fromList}
    <button type="button" class="btn primary tight" onClick=${() => { open.value = "new"; }}><${Icon}
      name="plus" small />${say("New account")}</button></span>`;
  return html`<${Page} title=${say("Accounts")} acts=${acts}>
    <div class="toolbar"><${Find} label=${say("Number, nickname or address")} wrong=${list.wrong}
        onFind=${(/** @type {string} */ found) => { text.value = found; }} />
      <${Choice} name="which" label=${say("Show")} choices=${choices} value=${state.value}
        onChoose=${(/** @type {string} */ name) => { state.value = name; }} />
      ${isFull && isPhone.value && fromList}</div>
    <${Table} label=${say("Accounts")} columns=${columns} rows=${list.rows} keyOf=${(/** @type {AccountRow} */ one) => one.uin}
      isChosen=${(/** @type {AccountRow} */ one) => one.uin === open.value}
      onOpen=${(/** @type {AccountRow} */ one) => { open.value = one.uin; }}
      none="No account is found." cells=${(/** @type {AccountRow} */ one) => [
        html`<${Who} one=${one} chip=${one.administrator && html`<span class="chip accent">${say("administrator")}</span>`} />`, one.uin,
        one.enabled ? html`<span class="presence"><${Dot} status=${one.status} />${valueWords("status", one.status)}</span>`
          : html`<span class="chip danger">${say("Disabled")}</span>`,
        one.doors?.length ? [...new Set(one.doors.map(door => valueWords("door", door)))].map(door => html`<span class="chip"
          key=${door}>${door}</span> `)
          : html`<span class="muted">–</span>`,
        html`<${Ago} at=${one.lastSeen} />`, one.undelivered === undefined ? "–" : count(one.undelivered),
        html`<button type="button" class="btn low" onClick=${() => { open.value = one.uin; }}>${say("Open")}</button>`]} />
    <${Pager} list=${list} words="{from}–{to} of {total}" />
    ${typeof open.value === "number" && html`<${Account} uin=${open.value} onClose=${close} />`}
    ${open.value === "new" && html`<${NewAccount} onClose=${close} />`}
    ${open.value === "list" && html`<${FromList} onClose=${close} />`}<//>`;
}
