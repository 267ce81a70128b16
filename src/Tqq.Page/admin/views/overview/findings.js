// @ts-check
import { html } from "../../../app/html.js";
import { Icon } from "../../../app/parts/icon.js";
import { say } from "../../../app/words.js";
import { count, dayOf, moment, sizeText } from "../../parts/facts.js";

/**
 * What each finding is called, and what it means; `option` is the setting that mends it.
 * @type {Record<string, { words: string, more?: string, option?: string }>}
 */
const sentences = {
  "store-failing": { words: "The store does not work", more: "{text}" },
  "damage-found": { words: "The store has {count} damaged places", more: "Store and backups lists them." },
  "disk-nearly-full": { words: "The disk is nearly full: {bytes} free", more: "Without room nothing more is accepted." },
  "wire-open-without-tls": { words: "Port {port} is open to the world without TLS",
    more: "Whoever can read the traffic has the passwords of {count} sessions.", option: "--tls-cert" },
  "web-open-without-tls": { words: "Port {port}, the page, is open without TLS",
    more: "Whoever can read the traffic has the passwords.", option: "--tls-cert" },
  "sessions-without-key": { words: "{count} sessions have no session key", more: "Whoever shares the address can act in them." },
  "login-queue": { words: "{count} accounts wait for their turn to log in", more: "Most from one address:" },
  "addresses-slowed-down": { words: "{count} addresses are slowed down", more: "The last that failed:" },
  "errors-lately": { words: "{count} errors in the last hour", more: "The log of the server has them." },
  "certificate-expires": { words: "The certificate ends on {at}", more: "The server takes a new one over while it runs." },
  "registration-open": { words: "Anyone may register", more: "Invitations changes who may." },
  "backup-old": { words: "The last backup is of {at}", more: "Store and backups makes one now." },
  "backup-made": { words: "Backup of {at} verified", more: "{bytes}, read through" },
  "store-read-through": { words: "The store was read through without damage, {at}" },
};

/** What needs a look, and what was looked at. @param {{ all: any[] }} props */
export function Findings({ all }) {
  return html`<ul class="todo">${all.map(one => html`<${Finding} key=${one.code} one=${one} />`)}
    ${!all.length && html`<li><${Icon} name="check" more="ok" /><div><b>${say("Nothing needs a look.")}</b></div></li>`}</ul>`;
}

/** @param {{ one: any }} props */
function Finding({ one }) {
  const { words, more, option } = sentences[one.code] ?? { words: one.code };
  const values = { ...one, at: one.at && (one.code === "certificate-expires" ? dayOf(one.at) : moment(one.at)),
    bytes: one.bytes === undefined ? "" : sizeText(one.bytes), count: one.count === undefined ? "" : count(one.count) };
  const isNamed = !more?.endsWith(":") || one.address;
  return html`<li><${Icon}
    name=${one.level === "ok" ? "check" : "warning"} more=${one.level === "ok" ? "ok" : one.level === "error" ? "bad" : "warn"} />
    <div><b>${say(words, values)}</b>
      <p>${more && isNamed && say(more, values)} ${one.address && html`<span class="mono">${one.address}</span>`}
        ${option && html` <code class="mono">${option}</code>`}</p></div></li>`;
}
