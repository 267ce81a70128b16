// @ts-check
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { useQuestion } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { Menu } from "../../parts/menu.js";
import { isolated } from "../../parts/said.js";
import { go } from "../../router.js";
import { block } from "../../store/blocked.js";
import { forgetConversation, isMuted, mute } from "../../store/conversations.js";
import { people } from "../../store/people.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";

/**
 * What else can be done with a conversation.
 * @param {{ peer: number, act: import("../../act.js").Act }} props `act` is what is done at once, and shows elsewhere what became of it
 */
export function More({ peer, act }) {
  const { ask: askFirst, dialog } = useQuestion();
  const isQuiet = isMuted(peer);
  const person = people.value.get(peer);
  const isBlocked = person?.isBlocked ?? false;
  const name = isolated(person?.nick ?? String(peer));
  const toggle = () => act.run(() => mute(peer, !isQuiet), { what: isQuiet ? "It is muted as before." : "It is not muted." });
  const toggleBlock = () => {
    if (isBlocked) act.run(() => block(peer, false), { what: "It is blocked as before." });
    else askFirst({ title: say("Block {name}?", { name }), act: say("Block"),
      text: say("They are not told. What they send does not arrive."), onAct: () => block(peer, true) });
  };
  const remove = () => askFirst({ title: say("Delete the chat with {name}?", { name }), act: say("Delete"),
    text: say("It is deleted here and on all your devices. The other person keeps it."), onAct: async () => {
      await ask("DELETE", `/conversations/${peer}`);
      forgetConversation(peer);
      go("");
    } });
  return html`<${Menu} look="icon-btn" label=${say("More")} isNamed face=${html`<${Icon} name="more" />`}>
      <button type="button" role="menuitem" onClick=${() => go(`chat/${peer}/card`)}>
        <${Icon} name="info" small />${say("Profile card")}</button>
      ${person && !person.isFriend && peer !== me.value.uin && html`<button type="button" role="menuitem"
        onClick=${() => go(`add/${peer}`)}><${Icon} name="add" small />${say("Add a friend")}</button>`}
      ${peer !== me.value.uin && html`<button type="button" role="menuitem" onClick=${toggle}>
        <${Icon} name=${isQuiet ? "bell" : "mute"} small />${isQuiet ? say("Announce again") : say("Mute")}</button>
      <button type="button" role="menuitem" onClick=${toggleBlock}><${Icon} name="stop" small />
        ${isBlocked ? say("Unblock") : say("Block")}</button>`}
      <hr />
      <button type="button" role="menuitem" class="dang" onClick=${remove}>
        <${Icon} name="remove" small />${say("Delete this chat")}</button>
    <//>${dialog}`;
}
