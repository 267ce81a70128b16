// @ts-check
import { html } from "../../html.js";
import { people } from "../../store/people.js";
import { received } from "../../store/requests.js";
import { languageOf, oneLine } from "../../text.js";
import { say } from "../../words.js";

/** So much of a text is drawn: a row shows less. */
const most = 200;

/**
 * What a row of the list says of a conversation. A text that failed comes first, or nobody would know; then what was begun, then what is on
 * its way, then the last message.
 * @param {{ peer: number, last?: import("../../store/conversations.js").Message, begun?: string | false,
 *   own: import("../../store/outbox.js").Outgoing[] }} props `own` are those that are not on the server, oldest first
 */
export function Preview({ peer, last, begun, own }) {
  const failed = own.findLast(one => one.state === "failed");
  const next = own[own.length - 1];
  if (failed) return html`<${Words} text=${failed.text} before="Not sent:" look="not-sent" />`;
  if (begun) return html`<${Words} text=${begun} before="Draft:" look="draft" />`;
  if (next) return html`<${Words} text=${next.text} before=${next.state === "waiting" ? "Waiting:" : "You:"} />`;
  if (last?.kind === "request") return say(requestWords(peer));
  if (last?.kind === "accepted") return say("Is a friend now");
  if (last?.kind === "refused") return say("Has refused");
  return html`<${Words} text=${last?.text ?? ""} before=${last?.sent ? "You:" : undefined} />`;
}

/** A request that is answered waits no more. @param {number} peer */
function requestWords(peer) {
  if (received.value.some(one => one.uin === peer)) return "Asks to be a friend";
  return people.value.get(peer)?.isFriend ? "Is a friend now" : "Has asked to be a friend";
}

/** @param {{ text: string, before?: string, look?: string }} props */
function Words({ text, before, look }) {
  const line = oneLine(text).slice(0, most);
  return html`${before && html`<span class=${look}>${say(before)}</span> `}<bdi lang=${languageOf(line)}>${line}</bdi>`;
}
