// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { computed } from "../../../vendor/signals.js";
import { shortDay } from "../../days.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { presenceOf } from "../../parts/presence.js";
import { RowList } from "../../parts/row-list.js";
import { isolated, Name } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { route } from "../../router.js";
import { conversations, loadMoreConversations, newest, rest, system } from "../../store/conversations.js";
import { drafts } from "../../store/drafts.js";
import { connection } from "../../store/events.js";
import { outbox } from "../../store/outbox.js";
import { areFriendsKnown, friends, isAway, meet, people } from "../../store/people.js";
import { received } from "../../store/requests.js";
import { say } from "../../words.js";
import { FirstSteps } from "../conversation/first-steps.js";
import { Preview } from "./preview.js";

/** The row of the page's place among the rows, where it is one. */
export const currentRow = () => {
  const [view, about] = route.value;
  return view === "chat" ? about : view === "requests" ? "requests" : undefined;
};

/** Conversations whose first words are not on the server yet: it knows nothing of them. */
const firstWords = computed(() => {
  const known = new Set(newest.value.map(one => one.peer));
  const peers = new Set(outbox.value.map(one => one.peer).filter(peer => !known.has(peer)));
  return [...peers].map(peer => ({ peer, unread: 0, muted: false }));
});

/** Conversations, by their last words, below the requests that wait. */
export function Chats() {
  const more = useAct();
  const isOn = connection.value.state !== "lost";
  useEffect(() => { if (isOn && more.refusal.peek()) more.again(); }, [isOn]);
  // What has failed is done again when somebody says so, when the server does, or when it is reached again.
  const readOn = () => {
    if (!more.refusal.peek()) more.run(loadMoreConversations, { what: "The chats before these were not read.", isPatient: true });
  };
  if (conversations.value === null) return html`<nav class="list" aria-label=${say("Chats")}></nav>`;
  /** @type {import("../../parts/row-list.js").Row[]} */
  const rows = [...firstWords.value, ...newest.value]
    .map(one => ({ key: String(one.peer), view: tab => html`<${Chat} one=${one} tab=${tab} />` }));
  rows.unshift(...requestRows());
  return html`<${RowList} label=${say("Chats")} rows=${rows} current=${currentRow()} rest=${rest.value} onRest=${readOn}>
    ${!rows.length && html`<div class=${`empty ${friends.value.length ? "" : "hide-phone"}`}>
        <p class="small">${say("No chats yet. They appear here, newest first.")}</p></div>
      ${areFriendsKnown.value && !friends.value.length && html`<div class="only-phone"><${FirstSteps} /></div>`}`}<//>
    <${Trouble} act=${more} look="line" />`;
}

/** Above both lists: the requests that wait, where some do. @returns {import("../../parts/row-list.js").Row[]} */
const requestRows = () => received.value.length ? [{ key: "requests", view: tab => html`<${Requests} tab=${tab} />` }] : [];

/** @param {{ tab: number }} props */
function Requests({ tab }) {
  const [first, ...others] = received.value;
  const values = { name: isolated(first.nick), n: others.length, all: received.value.length };
  const words = others.length ? say(others.length > 1 ? "{name} and {n} others" : "{name} and one other", values) : values.name;
  return html`<a class="row unread" href="#/requests" tabindex=${tab} aria-current=${route.value[0] === "requests" ? "page" : undefined}>
    <span class="knock"><${Icon} name="add" /></span>
    <span class="cut"><span class="line"><span class="name cut">${say("Friend requests")}</span></span>
      <span class="line"><span class="preview cut">${words}</span><${Badge} count=${received.value.length} words=${say("waiting")} />
        </span></span>
  </a>`;
}

/** How many wait for somebody to look. @param {{ count: number, words: string, isQuiet?: boolean }} props */
export function Badge({ count, words, isQuiet = false }) {
  return count > 0 && html`<span class=${`badge ${isQuiet ? "quiet" : ""}`} aria-hidden="true">${count > 999 ? "999+" : count}</span>
    <span class="visually-hidden">${count} ${words}</span>`;
}

/** @param {{ one: import("../../store/conversations.js").Conversation, tab: number }} props */
function Chat({ one, tab }) {
  const { peer, last } = one;
  const isSystem = peer === system;
  useEffect(() => { if (!isSystem) meet(peer); }, [peer]);
  const person = people.value.get(peer);
  /** @type {{ words: string, icon: import("../../parts/icon.js").Name } | false} */
  const mark = person?.isBlocked ? { words: "Blocked", icon: "stop" } : one.muted && { words: "Muted", icon: "mute" };
  const isCurrent = route.value[0] === "chat" && route.value[1] === String(peer);
  const begun = !isCurrent && drafts.value[peer];
  const own = outbox.value.filter(each => each.peer === peer);
  const at = own.length ? own[own.length - 1].at : last?.at;
  const unread = isCurrent && document.hasFocus() ? 0 : one.unread;
  return html`<a class=${`row ${unread ? "unread" : ""}`} href=${`#/chat/${peer}`} tabindex=${tab}
    aria-current=${isCurrent ? "page" : undefined}>
    <${Face} avatar=${person?.avatar} isSystem=${isSystem} status=${person?.isFriend && !person.isBlocked ? person.status : undefined} />
    <span class="cut">
      <span class="line">${isSystem ? html`<span class="name cut">${say("System")}</span><span class="mono muted small">${peer}</span>`
        : html`<${Name} text=${person?.nick ?? String(peer)} look="name cut" />`}${at && html`<time>${shortDay(at)}</time>`}</span>
      <span class="line"><span class="preview cut"><${Preview} peer=${peer} last=${last} begun=${begun} own=${own} /></span>
        ${mark && html`<span class="aside" title=${say(mark.words)}><${Icon} name=${mark.icon} small />
          <span class="visually-hidden">${say(mark.words)}</span></span>`}
        <${Badge} count=${unread} words=${say("unread")} isQuiet=${one.muted} /></span>
    </span>
  </a>`;
}

/** Friends, those to be seen first, below the requests that wait. */
export function Friends() {
  const groups = /** @type {const} */ ([["Online", friends.value.filter(one => !isAway(one))], ["Offline", friends.value.filter(isAway)]]);
  const rows = [...requestRows(),
    ...groups.flatMap(([words, some]) => some.length ? [heading(say(words), some.length), ...some.map(personRow)] : [])];
  return html`<${RowList} label=${say("Friends")} rows=${rows} current=${currentRow()}>
    ${areFriendsKnown.value && !rows.length && html`<div class="empty"><p class="small">${say("No friends yet.")}</p>
      <a class="btn low" href="#/add"><${Icon} name="add" small />${say("Add a friend")}</a></div>`}<//>`;
}

/** A line above rows. @param {string} words @param {number} [count] @returns {import("../../parts/row-list.js").Row} */
export const heading = (words, count) => ({ key: `heading ${words}`, isHeading: true, view: () => html`<h2><span>${words}</span>
  <span>${count}</span></h2>` });

/** @param {import("../../store/people.js").Person} one @returns {import("../../parts/row-list.js").Row} */
export const personRow = one => ({ key: String(one.uin), view: tab => html`<${PersonRow} one=${one} tab=${tab} />` });

/** @param {{ one: import("../../store/people.js").Person, tab: number }} props */
function PersonRow({ one, tab }) {
  const isCurrent = route.value[0] === "chat" && route.value[1] === String(one.uin);
  return html`<a class="row" href=${`#/chat/${one.uin}`} tabindex=${tab} aria-current=${isCurrent ? "page" : undefined}>
    <${Face} avatar=${one.avatar} status=${one.isFriend && !one.isBlocked ? one.status ?? "offline" : undefined} />
    <span class="cut"><span class="line"><${Name} text=${one.nick} look="name cut" /><span class="aside mono">${one.uin}</span></span>
      ${one.isFriend && html`<span class="line"><span class="preview cut">
        ${one.isBlocked ? say("Blocked") : presenceOf(one.status)}</span></span>`}</span>
  </a>`;
}
