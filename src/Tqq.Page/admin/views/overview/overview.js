// @ts-check
import { html } from "../../../app/html.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { figures, figuresRefusal } from "../../figures.js";
import { count, size, sizeText } from "../../parts/facts.js";
import { Page } from "../../parts/page.js";
import { Findings } from "./findings.js";
import { History } from "./history.js";

/** How the server is doing. */
export function Overview() {
  const now = figures.value;
  return html`<${Page} title=${say("Overview")} acts=${html`<span class="sub hide-phone">${say("live, every 2 s")}</span>`}>
    <${Trouble} refusal=${figuresRefusal.value} />
    ${now && html`<${Tiles} now=${now} />`}
    <${History} />
    ${now && html`<div class="cols">
      <section class="panel"><div class="head"><h2>${say("Needs a look")}</h2></div><${Findings} all=${now.findings} /></section>
      <section class="panel"><div class="head"><h2>${say("Delays")}</h2></div><${Delays} now=${now} /></section></div>`}<//>`;
}

// The server counts from midnight (UTC), and from its start: what came before that it does not know.
const secondsOfToday = () => Date.now() / 1000 % 86_400;

/** @param {{ now: any }} props */
function Tiles({ now }) {
  const [stored, unit] = size(now.store.bytes);
  const { online, store, delays } = now;
  return html`<dl class="tiles">
    <${Tile} words="Online now" figure=${count(online.accounts)}
      note=${say("Sessions: {web} web, {wire} HTTP QQ, {api} API", sessionCounts(now.sessions))} />
    <${Tile} words="Accounts" figure=${count(now.accounts.total)}
      note=${say("{n} new this week", { n: count(now.accounts.newThisWeek) })} />
    <${Tile} words="Messages a minute" figure=${count(now.messages.lastMinute)}
      note=${say(now.uptimeSeconds < secondsOfToday() ? "{n} since the start" : "{n} today", { n: count(now.messages.today) })} />
    <${Tile} words="Store" figure=${stored} unit=${unit}
      note=${store.freeBytes !== undefined && say("{size} free", { size: sizeText(store.freeBytes) })} />
    <${Tile} words="Longest disk wait" figure=${count(store.oldestUncommittedMs ?? 0)} unit=${say("ms")}
      note=${delays.commit && say("99 % within {n} ms", { n: count(delays.commit.p99Ms) })} />
  </dl>`;
}

// The server counts sessions of a kind up to this, and says one more where there are more.
const mostCounted = 10_000;

/** @param {{ web: number, wire: number, api: number }} sessions */
const sessionCounts = sessions => Object.fromEntries(Object.entries(sessions)
  .map(([kind, n]) => [kind, n > mostCounted ? `${count(mostCounted)}+` : count(n)]));

/** @param {{ words: string, figure: string, unit?: string, note: any }} props */
function Tile({ words, figure, unit, note }) {
  return html`<div class="tile"><dt>${say(words)}</dt><dd class="figure">${figure}${unit && html` <small>${unit}</small>`}</dd><dd
    class="note">${note}</dd></div>`;
}

/** @param {{ p50Ms: number, p99Ms: number } | undefined} delay */
const both = delay => delay ? say("mostly {half} ms, 99 % within {most} ms", { half: count(delay.p50Ms), most: count(delay.p99Ms) }) : "–";

/** @param {{ now: any }} props */
function Delays({ now }) {
  const { delays, errors, queues } = now;
  return html`<dl class="pairs">
    <dt>${say("Sent until on disk")}</dt><dd>${both(delays.toDisk)}</dd>
    <dt>${say("On disk until shown")}</dt><dd>${both(delays.toPage)}</dd>
    <dt>${say("Replies held back")}</dt><dd>${count(queues.heldReplies)}</dd>
    <dt>${say("Logins waiting")}</dt><dd>${count(queues.loginsWaiting)}</dd>
    <dt>${say("Addresses slowed down after failed logins")}</dt><dd>${count(queues.addressesSlowedDown)}</dd>
    <dt>${say("Errors in the last hour, since start")}</dt><dd>${count(errors.lastHour)} / ${count(errors.sinceStart)}</dd></dl>`;
}
