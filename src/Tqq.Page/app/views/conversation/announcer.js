// @ts-check
import { useEffect, useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../html.js";
import { isolated } from "../../parts/said.js";
import { logOf } from "../../store/logs.js";
import { people } from "../../store/people.js";

/**
 * Says to a screen reader what has just come. The log itself cannot: rows come into it while one scrolls, too.
 * @param {{ peer: number }} props
 */
export function Announcer({ peer }) {
  const { messages, newer, isLoaded } = logOf(peer);
  const last = messages[messages.length - 1];
  const known = useRef(/** @type {string | null} */ (null));
  const said = useSignal("");
  useEffect(() => {
    if (!isLoaded || newer !== null) return;
    if (known.current !== null && last && !last.sent && Number(last.id) > Number(known.current)) {
      said.value = `${isolated(people.value.get(peer)?.nick ?? String(peer))}: ${last.text ?? ""}`;
    }
    known.current = last?.id ?? "0";
  }, [isLoaded, newer, last?.id]);
  return html`<p class="visually-hidden" role="status">${said.value}</p>`;
}
