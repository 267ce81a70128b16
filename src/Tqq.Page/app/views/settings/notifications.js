// @ts-check
import { html } from "../../html.js";
import { useAct } from "../../parts/act.js";
import { Icon } from "../../parts/icon.js";
import { Switch } from "../../parts/switch.js";
import { Trouble } from "../../parts/trouble.js";
import { canShow, notices, setNotices, setSound, setText } from "../../store/notices.js";
import { following, push, setPush } from "../../store/push.js";
import { hasWorker } from "../../store/worker.js";
import { say } from "../../words.js";

/** What this browser does when something comes. */
export function Notifications() {
  const { isOn, hasText, hasSound } = notices.value;
  const act = useAct();
  const { isBusy, run } = act;
  const isShown = isOn && canShow.value === "yes";
  return html`<div class="card">
    <${Switch} words="Show notifications" hint="Asked for only when you switch this on." isOn=${isShown} isOff=${canShow.value !== "yes"}
      onSet=${setNotices} />
    <${Switch} words="With the text of the message" hint="Otherwise they say who has written." isOn=${hasText} isOff=${!isShown}
      onSet=${setText} />
    <${Switch} words="When this page is closed, too" hint="By the push service of this browser, encrypted." isOn=${push.value === "on"}
      isOff=${!isShown || isBusy.value || push.value === "cannot"} onSet=${(/** @type {boolean} */ on) => run(() => setPush(on))} />
    <${Switch} words="A soft sound" isOn=${hasSound} onSet=${setSound} />
  </div><${Why} isShown=${isShown} /><${Trouble} act=${act} /><${Trouble} act=${following} />`;
}

/** Says what cannot be, and what to do about it. @param {{ isShown: boolean }} props */
function Why({ isShown }) {
  const words = !isSecureContext
    ? say("This page came by plain http. Browsers show notifications, and keep a page for when there is no network, only by https.")
    : !hasWorker || canShow.value === "no" ? say("This browser, or this window of it, shows no notifications for pages.")
      : canShow.value === "denied" ? say("This browser was told to show none. Allow them in its settings for this site.")
        : isShown && push.value === "cannot" ? say("This browser has no push service: when the page is closed, it shows nothing.")
          : push.value === "unreachable" ? say("The push service of this browser was not reached.") : "";
  return words && html`<p class="with-i hint"><${Icon} name="info" small /><span>${words}</span></p>`;
}
