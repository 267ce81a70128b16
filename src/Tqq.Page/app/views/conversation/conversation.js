// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Face } from "../../parts/face.js";
import { Icon } from "../../parts/icon.js";
import { presenceOf } from "../../parts/presence.js";
import { isolated, Name } from "../../parts/said.js";
import { Trouble } from "../../parts/trouble.js";
import { go, route } from "../../router.js";
import { block } from "../../store/blocked.js";
import { system } from "../../store/conversations.js";
import { meet, people } from "../../store/people.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";
import { Banner } from "./banner.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { More } from "./more.js";

/** What is said with somebody. @param {{ peer: number }} props */
export function Conversation({ peer }) {
  const act = useAct();
  useEffect(() => { if (peer !== system) meet(peer); }, [peer]);
  useEffect(() => act.forget, [peer]);
  return html`<main class="pane" id="main" tabindex="-1">
    <${Head} peer=${peer} act=${act} />
    <${Banner} />
    <${Trouble} act=${act} canClose look="line" />
    <${Log} key=${peer} peer=${peer} />
    <${Shut} peer=${peer} act=${act} />
    ${peer === system ? html`<p class="noreply">${say("10000 is the server's own number. Nobody reads what is sent to it.")}</p>`
      : html`<${Composer} key=${`composer ${peer}`} peer=${peer} />`}
  </main>`;
}

/** Why somebody who is blocked never answers. @param {{ peer: number, act: import("../../act.js").Act }} props */
function Shut({ peer, act }) {
  const person = people.value.get(peer);
  const open = async () => {
    // Its button goes, and the focus is not to go with it.
    if (await act.run(() => block(peer, false), { what: "It is blocked as before." })) document.getElementById("main")?.focus();
  };
  return person?.isBlocked && html`<div class="noreply shut"><span>${say("You have blocked {name}. Their answers do not arrive.",
    { name: isolated(person.nick) })}</span>
    <button type="button" class="btn low" disabled=${act.isBusy.value} onClick=${open}>${say("Unblock")}</button></div>`;
}

/** @param {{ peer: number, act: import("../../act.js").Act }} props */
function Head({ peer, act }) {
  const person = people.value.get(peer);
  const isSystem = peer === system;
  const other = person?.isBlocked ? "Blocked" : peer === me.value.uin ? "You" : "Not a friend";
  const words = person?.isFriend && !person.isBlocked ? presenceOf(person.status) : say(other);
  const isCard = route.value[2] === "card";
  const card = isCard ? `#/chat/${peer}` : `#/chat/${peer}/card`;
  return html`<header class="bar">
    <button type="button" class="icon-btn back" aria-label=${say("Back")} onClick=${() => go("")}><${Icon} name="back" /></button>
    <${Face} avatar=${person?.avatar} isSystem=${isSystem}
      status=${person?.isFriend && !person.isBlocked ? person.status ?? "offline" : undefined} />
    <div class="who grow"><h1 class="cut">${isSystem ? say("System") : html`<${Name} text=${person?.nick ?? String(peer)} />`}</h1>
      <div class="sub"><span class="mono">${peer}</span>
        ${!isSystem && person && html`<span class="sep" aria-hidden="true"></span>
          <span class="cut">${words}</span>`}
      </div></div>
    ${!isSystem && html`<a class="icon-btn" href=${card} aria-label=${say("Profile card")} title=${say("Profile card")}
        aria-current=${isCard ? "true" : undefined}><${Icon} name="info" /></a><${More} peer=${peer} act=${act} />`}
  </header>`;
}
