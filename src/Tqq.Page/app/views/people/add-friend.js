// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { focused } from "../../parts/focus.js";
import { Field, Form } from "../../parts/form.js";
import { Icon } from "../../parts/icon.js";
import { limits } from "../../parts/limits.js";
import { PageHead } from "../../parts/page-head.js";
import { Person } from "../../parts/person.js";
import { Trouble } from "../../parts/trouble.js";
import { learn, people } from "../../store/people.js";
import { add, loadRequests } from "../../store/requests.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";

/** Finds somebody and adds them. @param {{ about?: string }} props whom to look for first */
export function AddFriend({ about }) {
  const found = useSignal(/** @type {any[] | null} */ (null));
  // What was looked for when that was found.
  const sought = useSignal("");
  const act = useAct();
  const { isBusy, refusal, run } = act;
  /** @param {string} who */
  const look = who => run(async () => {
    found.value = null;
    const all = (await ask("GET", `/people?limit=20&q=${encodeURIComponent(who)}`)).people;
    for (const one of all) learn(one);
    [sought.value, found.value] = [who, all];
  });
  useEffect(() => { if (about) look(about); }, [about]);
  /** @param {Sent} event */
  const submit = event => {
    const who = event.currentTarget.elements.q.value.trim();
    if (who) look(who);
    else found.value = null;
  };
  return html`<main class="pane" id="main" tabindex="-1"><${PageHead} title=${say("Add a friend")} />
    <div class="scroll"><div class="page">
      <${Form} act=${act} class="section" role="search" onSend=${submit}>
        <${Field} name="q" id="who" label=${say("Number or nickname")} whenThere=${focused} defaultValue=${about ?? ""} ...${limits.nick}
          autocomplete="off" hint=${say("A number finds exactly one person; a nickname up to twenty who allow it.")}
          around=${(/** @type {any} */ control) => html`<div class="who-line">${control}<button class="btn primary tight"
            disabled=${isBusy.value}><${Icon} name="search" small />${say("Search")}</button></div>`} />
        <${Trouble} refusal=${refusal.value} /><//>
      ${found.value && found.value.length > 0 && html`<section class="section"><div class="head"><h2>${say("Found")}</h2>
        <span class="count">${found.value.length}</span></div>
        <div class="card">${found.value.map(one => html`<${Candidate} key=${one.uin} one=${one} />`)}</div></section>`}
      ${found.value?.length === 0 && html`<${None} who=${sought.value} />`}
    </div></div></main>`;
}

/** Nobody was found. @param {{ who: string }} props who was looked for */
function None({ who }) {
  // An account may want not to be found by its number either, and the page cannot tell.
  const [title, hint] = !/^\d+$/.test(who)
    ? ["Nobody by that name", "By nickname only those are found who allow it. Ask your friend for their number."]
    : who.length < 5 || who.length > 10 ? ["No account has this number", "Numbers have 5 to 10 digits."]
    : ["No account is found by this number", "Ask your friend whether it is right, and whether they may be found."];
  return html`<section class="empty"><h2>${say(title)}</h2><p>${say(hint)}</p></section>`;
}

/** @param {{ one: { uin: number, nick: string, avatar: number } }} props */
function Candidate({ one }) {
  const outcome = useSignal("");
  const act = useAct();
  const { isBusy, refusal, run } = act;
  const isFriend = people.value.get(one.uin)?.isFriend ?? false;
  const isMe = one.uin === me.value.uin;
  /** @param {string} [words] */
  const go = words => run(async () => {
    outcome.value = await add(one.uin, words);
    if (outcome.value === "asked") await loadRequests();
  });
  /** @param {Sent} event */
  const submit = event => {
    go(event.currentTarget.elements.words.value.trim());
  };
  const said = { added: ["ok", "check", "Added. You are on each other's list."],
    asked: ["ok", "clock", "Asked. The answer comes as a message."],
    refused: ["no", "lock", "Lets nobody add them. You can still write to them."] }[outcome.value];
  const aside = html`<div class="do">${!isMe && (isFriend || said ? html`<a class="btn low" href=${`#/chat/${one.uin}`}>${say("Write")}</a>`
    : outcome.value === "" && html`<button type="button" class="btn low" disabled=${isBusy.value} onClick=${() => go()}>
      <${Icon} name="add" small />${say("Add")}</button>`)}</div>`;
  return html`<${Person} ...${one} aside=${aside}>
    ${isMe && html`<span class="hint">${say("This is you.")}</span>`}
    ${isFriend && !said && html`<span class="hint">${say("On your list already.")}</span>`}
    ${said && html`<span class=${`outcome ${said[0]}`} role="status"><${Icon} name=${said[1]} small />${say(said[2])}</span>`}
    ${outcome.value === "needs-words" && html`<${Form} act=${act} class="section" onSend=${submit}>
      <${Field} name="words" as="textarea" label=${say("Wants to know who asks. Your words:")} whenThere=${focused} rows="2"
        ...${limits.words} required />
      <div class="actions"><button class="btn primary" disabled=${isBusy.value}>${say("Send the request")}</button>
        <button type="button" class="btn quiet" onClick=${() => { outcome.value = ""; }}>${say("Cancel")}</button></div><//>`}
    <${Trouble} refusal=${refusal.value} />
  <//>`;
}
