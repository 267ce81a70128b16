// @ts-check
import { useEffect, useLayoutEffect, useMemo, useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Confirm } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { Trouble } from "../../parts/trouble.js";
import { nearEnd, useWindow } from "../../parts/window.js";
import { replace, route } from "../../router.js";
import { conversations, deleteMessage, read } from "../../store/conversations.js";
import { connection } from "../../store/events.js";
import { loadAround, loadNewer, loadNewest, loadOlder, logOf } from "../../store/logs.js";
import { outbox } from "../../store/outbox.js";
import { languageOf, oneLine } from "../../text.js";
import { say } from "../../words.js";
import { Announcer } from "./announcer.js";
import { shapes } from "./groups.js";
import { useMenus } from "./menus.js";
import { Message } from "./message.js";
import { Outgoing } from "./outgoing.js";

/** So near to the beginning or the end of what is known, more is fetched, in pixels. */
const near = 1500;

/** A message that is gone to stands so far below the upper edge, in pixels: what was said before it is to be seen, too. */
const below = { first: 64, sought: 160 };

/**
 * Reads on. What has failed is done again when somebody says so, when the server does, or when it is reached again.
 * @param {import("../../act.js").Act} act @param {() => Promise<void>} load @param {string} what is said where it fails
 */
const readOn = (act, load, what) => { if (!act.refusal.peek()) act.run(load, { what, isPatient: true }); };

/** What was said. @param {{ peer: number }} props */
export function Log({ peer }) {
  const { messages, older, newer, isLoaded, isLoading } = logOf(peer);
  const waiting = outbox.value.filter(one => one.peer === peer);
  const fresh = conversations.value?.get(peer)?.unread ?? 0;
  const isLive = newer === null;
  const keys = useMemo(() => messages.map(one => one.id), [messages]);
  const rows = useWindow({ keys, guess: 56, isAnchored: true, isEndKept: isLive, mark: ".msg, .notice" });
  const isAway = useSignal(false);
  // The message that was searched for, and the row to go to as soon as it is known.
  const sought = useSignal("");
  const goal = useRef(/** @type {{ key: string, top: number } | null} */ (null));
  const firstNew = useFirstNew(peer, messages, isLoaded);
  const menus = useMenus(keys, rows);
  const [whole, above, beneath] = [useAct(), useAct(), useAct()];

  const isOn = connection.value.state !== "lost";
  // It goes by what this render drew. The store can be ahead of that: what is not drawn yet is neither read nor near.
  const look = () => {
    const log = rows.box.current;
    // On a phone a card may lie over it: then it is hidden, and has no height.
    if (!log?.clientHeight || !isLoaded) return;
    const rest = log.scrollHeight - log.scrollTop - log.clientHeight;
    // Without a network, what is known ends where the reader is.
    isAway.value = !rows.isAtEnd.current && (isOn || rest >= nearEnd);
    if (rows.isAtEnd.current && document.visibilityState === "visible" && document.hasFocus()) read(peer);
    if (!isOn || isLoading) return;
    if (older && log.scrollTop < near) readOn(above, () => loadOlder(peer), "What was said before was not read.");
    else if (newer && rest < near) readOn(beneath, () => loadNewer(peer), "What was said after this was not read.");
  };
  const toEnd = () => {
    if (isLive) rows.toEnd();
    else {
      whole.run(async () => {
        await loadNewest(peer);
        rows.toEnd();
      }, { what: "The latest was not read." });
    }
  };

  const [, , place, id] = route.value;
  useEffect(() => {
    if (place !== "at" || !id) return;
    sought.value = id;
    goal.current = { key: id, top: below.sought };
    replace(`chat/${peer}`);
  }, [place, id]);
  const isListed = conversations.value !== null;
  useEffect(() => {
    if (!isListed || !isOn) return;
    const key = goal.current?.key;
    if (key && !isWithin(keys, key)) {
      whole.run(() => loadAround(peer, key), { what: "The message that was found was not read.", isPatient: true });
    } else if (!isLoaded) whole.run(() => loadNewest(peer, Math.min(200, Math.max(60, fresh + 20))), { isPatient: true });
  }, [isListed, isOn, isLoaded, sought.value]);
  useEffect(() => {
    // What is not loaded at all was asked for again above.
    if (isOn) for (const act of isLoaded ? [whole, above, beneath] : [above, beneath]) if (act.refusal.peek()) act.again();
  }, [isOn]);
  useLayoutEffect(() => {
    const to = goal.current;
    if (!to || !isWithin(keys, to.key)) return;
    // Where it was deleted meanwhile, what came after it is gone to.
    rows.toRow(keys.find(one => Number(one) >= Number(to.key)) ?? to.key, to.top);
    goal.current = null;
  }, [messages, sought.value]);
  useLayoutEffect(() => { if (firstNew && !sought.value) rows.toRow(firstNew, below.first); }, [firstNew]);
  const sending = useRef(waiting.length);
  useEffect(() => {
    if (waiting.length > sending.current) toEnd();
    sending.current = waiting.length;
  }, [waiting.length]);
  useEffect(() => {
    look();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  });

  const last = messages[messages.length - 1];
  const jump = () => {
    toEnd();
    document.getElementById("text")?.focus();
  };
  return html`<div ref=${rows.box} class="log" id="log" tabindex="0" role="log" aria-live="off" aria-label=${say("Messages")}
      aria-busy=${isLoading ? "true" : undefined} onScroll=${() => { rows.onScroll(); look(); }}>
      <div class="talk">
        ${!isLoaded && isLoading && html`<p class="loading"><${Icon} name="spin" more="spin" /></p>`}
        ${!isLoaded && !isLoading && html`<div class="empty"><${Trouble} act=${whole} /></div>`}
        ${isLoaded && older && (above.refusal.value ? html`<${Trouble} act=${above} look="line" />`
          : html`<p class="older muted small">${say("Older messages")}…</p>`)}
        <div ref=${rows.body} ...${menus.on}>${shapes(messages, rows.from, rows.to, firstNew).map(shape => html`<${Message}
          key=${shape.message.id} shape=${shape} peer=${peer} isLast=${isLive && shape.message === last && last.sent}
          isSought=${shape.message.id === sought.value} isStop=${shape.message.id === menus.stop} menus=${menus} />`)}</div>
        ${isLoaded && !messages.length && !waiting.length && html`<div class="empty"><p class="hi" aria-hidden="true">hi<i>,</i></p>
          <p>${say("Nothing has been said yet.")}</p></div>`}
        ${isLoaded && newer && html`<${Trouble} act=${beneath} look="line" />`}
        <${Outgoing} waiting=${waiting} />
      </div>
    </div>
    ${isAway.value && html`<div class="to-end"><button type="button" class=${`jump ${fresh ? "" : "plain"}`} onClick=${jump}
      aria-label=${fresh ? undefined : say("To the latest")} title=${fresh ? null : say("To the latest")}>
      <${Icon} name="down" small />${fresh > 0 && say("{n} new", { n: fresh })}</button></div>`}
    ${isLoaded && html`<${Trouble} act=${whole} canClose look="line" />`}
    <${Announcer} peer=${peer} />
    ${menus.doomed.value && html`<${Delete} peer=${peer} message=${menus.doomed.value} onClose=${() => {
      menus.doomed.value = null;
      // Where the message is gone, so is what had the focus.
      requestAnimationFrame(() => { if (document.activeElement === document.body) rows.box.current?.focus({ preventScroll: true }); });
    }} />`}`;
}

/** @param {{ peer: number, message: import("../../store/logs.js").Message, onClose: () => void }} props */
function Delete({ peer, message, onClose }) {
  return html`<${Confirm} title=${say("Delete this message?")}
    text=${say("It is deleted here and on all your devices. The other person keeps it.")}
    act=${say("Delete")} onAct=${() => deleteMessage(peer, message.id)} onClose=${onClose}>
    <p class="preview-text cut" lang=${languageOf(message.text ?? "")} dir="auto">${oneLine(message.text ?? "")}</p><//>`;
}

/** @param {string[]} keys in order @param {string} key */
const isWithin = (keys, key) => keys.length > 0 && Number(keys[0]) <= Number(key) && Number(key) <= Number(keys[keys.length - 1]);

/**
 * The first message that was unread when one came; undefined where none was, or where it is not among those that are known. It is settled
 * once, so that the line above it does not move while one reads.
 * @param {number} peer @param {import("../../store/logs.js").Message[]} messages @param {boolean} isLoaded
 */
function useFirstNew(peer, messages, isLoaded) {
  const first = useRef(/** @type {string | undefined | null} */ (null));
  if (first.current === null && isLoaded && conversations.value) {
    const came = messages.filter(one => !one.sent);
    const unread = conversations.value.get(peer)?.unread ?? 0;
    first.current = unread > 0 ? came[came.length - unread]?.id : undefined;
  }
  return first.current ?? undefined;
}
