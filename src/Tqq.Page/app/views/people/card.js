// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { useQuestion } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { isPhone } from "../../parts/phone.js";
import { isolated } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { go } from "../../router.js";
import { block } from "../../store/blocked.js";
import { isMuted, mute, setMuted } from "../../store/conversations.js";
import { learn, loadFriends, people } from "../../store/people.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";
import { Facts } from "./facts.js";

/** Who somebody is, as they let one see it. @param {{ uin: number }} props */
export function Card({ uin }) {
  const person = useSignal(/** @type {any} */ (null));
  const act = useAct();
  const load = async () => {
    const now = await ask("GET", `/people/${uin}`);
    person.value = now;
    learn({ uin, nick: now.nick, avatar: now.avatar, isBlocked: now.blocked });
  };
  const known = people.value.get(uin);
  useEffect(() => { act.run(load, { isPatient: true }); }, [uin, known?.isFriend, known?.isBlocked ?? false, isMuted(uin)]);
  const close = () => go(`chat/${uin}`);
  // Where nothing else is to be seen, the card is what the page is about.
  return html`<${isPhone.value ? "main" : "aside"} class="side" aria-label=${say("Profile card")}>
    <header class="bar">
      <button type="button" class="icon-btn back" aria-label=${say("Back")} onClick=${close}><${Icon} name="back" /></button>
      <h1 class="grow">${say("Profile card")}</h1>
      <button type="button" class="icon-btn hide-phone" aria-label=${say("Close")} title=${say("Close")} onClick=${close}>
        <${Icon} name="close" /></button></header>
    <div class="profile"><${Trouble} act=${act} />${person.value && html`<${Facts} person=${person.value} />
      ${uin !== me.value.uin && html`<${Deeds} person=${person.value}
        onChange=${(/** @type {any} */ now) => { person.value = now; }} />`}`}</div>
  <//>`;
}

/** @param {{ person: any, onChange: (now: any) => void }} props */
function Deeds({ person, onChange }) {
  const { uin, friend, blocked, muted } = person;
  const act = useAct();
  const { isBusy, run } = act;
  const { ask: askFirst, dialog } = useQuestion();
  /** @param {() => Promise<unknown>} deed */
  const change = async deed => {
    await deed();
    const [now] = await Promise.all([ask("GET", `/people/${uin}`), loadFriends()]);
    setMuted(uin, now.muted);
    onChange(now);
  };
  const name = isolated(person.nick);
  const toggleBlock = () => {
    if (blocked) run(() => change(() => block(uin, false)));
    else askFirst({ title: say("Block {name}?", { name }), act: say("Block"),
      text: say("They are not told. What they send does not arrive."), onAct: () => change(() => block(uin, true)) });
  };
  const remove = () => askFirst({ title: say("Remove {name} from my list?", { name }), act: say("Remove"),
    text: say("You stay on their list. What was said stays, too."), onAct: () => change(() => ask("DELETE", `/friends/${uin}`)) });
  return html`<div class="actions">
      ${!friend && html`<a class="btn low" href=${`#/add/${uin}`}>
        <${Icon} name="add" small />${say("Add a friend")}</a>`}
      <button type="button" class="btn low" disabled=${isBusy.value}
        onClick=${() => run(() => change(() => mute(uin, !muted)))}>
        ${muted ? say("Announce again") : say("Mute")}</button>
      <button type="button" class="btn low" disabled=${isBusy.value} onClick=${toggleBlock}>
        ${blocked ? say("Unblock") : say("Block")}</button>
      ${friend && html`<button type="button" class="btn danger low" onClick=${remove}>${say("Remove from my list")}</button>`}</div>
    ${blocked && html`<p class="hint">${say("They are not told. What they send does not arrive.")}</p>`}
    ${muted && !blocked && html`<p class="hint">${say("What they send arrives and is not announced.")}</p>`}
    <${Trouble} act=${act} canClose />${dialog}`;
}
