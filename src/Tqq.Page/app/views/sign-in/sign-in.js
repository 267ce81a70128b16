// @ts-check
import { useEffect, useMemo } from "../../../vendor/hooks.js";
import { signal, useSignal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { kept } from "../../keep.js";
import { chooseLanguage } from "../../looks.js";
import { useAct } from "../../parts/act.js";
import { Dot } from "../../parts/face.js";
import { focused } from "../../parts/focus.js";
import { Field, Form } from "../../parts/form.js";
import { Unsent } from "../../parts/leaving.js";
import { numberField } from "../../parts/number.js";
import { Password } from "../../parts/password.js";
import { Tabs } from "../../parts/tabs.js";
import { route } from "../../router.js";
import { Trouble } from "../../parts/trouble.js";
import { ahead } from "../../store/ahead.js";
import { signIn } from "../../store/session.js";
import { endedBy, isOver } from "../../store/signed.js";
import { say } from "../../words.js";
import { isLinkOver, Register } from "./register.js";

// Number of a face and how it is to be seen; null is where somebody speaks.
const crowd = [[34, "online"], [6, "online"], [1, "busy"], [32, "online"], [27, "offline"], [12, "online"], null,
  [16, "online"], [30, "offline"], [19, "online"], [45, "offline"], [9, "online"], [24, "online"], [36, "busy"],
  [31, "online"], [10, "offline"], [5, "online"], [22, "online"]];

/** Whether accounts are made here: "closed", "invite" (with an invitation) or "open". */
const registration = signal("closed");

/** Whether a password that was sent from here would be refused, and might be heard on the way all the same. */
const needsHttps = signal(false);

/** Whether a password could be refused because it came without https: nobody listens on the way to this machine itself. */
const mayNeedHttps = location.protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);

/** The door: a number and a password, or a new account. A link with an invitation leads to "#/register/CODE". */
export function SignIn() {
  const isNew = useSignal(route.value[0] === "register");
  const isKnown = useSignal(false);
  const isCodeOver = useSignal(false);
  const act = useAct();
  const code = route.value[0] === "register" ? route.value[1] ?? "" : "";
  // A link may be opened in a tab that shows the door already.
  useEffect(() => { isNew.value = route.value[0] === "register"; }, [route.value]);
  useEffect(() => {
    if (code) isKnown.value = false;
    act.run(async () => {
      const [answer, isLate] = await Promise.all([ahead("/registration") ?? ask("GET", "/registration"), code !== "" && isLinkOver(code)]);
      [registration.value, needsHttps.value] = [answer.registration, answer.needsHttps === true];
      [isCodeOver.value, isKnown.value] = [isLate, true];
    }, { what: "It is not known whether accounts are made here.", isPatient: true });
  }, [code]);
  const isOpen = registration.value !== "closed";
  const isAnswered = isKnown.value || act.refusal.value !== null;
  // What may turn out to be another form is not seen before that is known; the tabs have the room of the heading that stands there first.
  const isHeld = !isAnswered && (isNew.value || mayNeedHttps);
  // What is held is hidden, and takes no focus.
  useEffect(() => { if (!isHeld && mayNeedHttps) document.getElementById(firstField())?.focus(); }, [isHeld]);
  return html`<main class="door" id="main">
    <div class="door-card">
      <div class="tableau">
        <h1 class="brand"><img src=${document.querySelector("link[rel=icon]")?.getAttribute("href")} width="36" height="36"
          alt="" />Tqq</h1>
        <div class="crowd" aria-hidden="true">${crowd.map(one => one ? html`
          <span class=${`face ${one[1] === "offline" ? "off" : ""}`}><img src=${`/face/${one[0]}.svg`} width="40" height="40" alt="" />
            <${Dot} status=${one[1]} /></span>` : html`<span class="said">hi ,</span>`)}</div>
        <p>${say("A number, a password, a list of friends.")}</p>
      </div>
      <div class=${`door-form ${isHeld ? "held" : ""}`} aria-busy=${isAnswered ? "false" : "true"}>
        ${needsHttps.value ? html`<h2>${say("Sign in")}</h2><${Trouble} refusal=${{ name: "needs-https", message: "" }} />` : html`
          <div class="door-head">${isOpen ? html`<${Tabs} label=${say("Sign in or register")}
              tabs=${[["in", say("Sign in")], ["new", say("Register")]]} chosen=${isNew.value ? "new" : "in"}
                onChoose=${(/** @type {string} */ name) => { isNew.value = name === "new"; }} />` : html`<h2>${say("Sign in")}</h2>`}</div>
          ${isOver.value && html`<p class="hint" role="status">${
            say(endedBy.value === "administrator" ? "An administrator has ended this session." : "This session is over.")}</p>`}
          <${Unsent} />
          <${Trouble} act=${act} />
          ${isKnown.value && !isOpen && isNew.value && html`<${Trouble} refusal=${{ name: "registration-closed", message: "" }} />`}
          ${isOpen && isNew.value ? html`<${Register} key=${code} needsInvitation=${registration.value === "invite"}
            code=${code} isCodeOver=${isCodeOver.value} />` : html`<${Numbered} />`}`}
      </div>
    </div>
    <footer class="door-foot">
      <span class="mono">HTTP QQ 1.1 ${"\u00a0"}${location.host}</span>
      <span><button type="button" lang="zh-Hans" onClick=${() => chooseLanguage("zh")}>中文</button>
        <button type="button" lang="en" onClick=${() => chooseLanguage("en")}>English</button></span>
    </footer>
  </main>`;
}

/** Where somebody begins to write: the browser may know the number already. */
const firstField = () => kept("uin") ? "password" : "uin";

// What the server refuses number and password for stands at the password.
const places = { "wrong-password": "password" };

function Numbered() {
  const act = useAct();
  const first = useMemo(firstField, []);
  const { isBusy, refusal, run } = act;
  // Administrators may have a second factor, which is asked for here, too.
  const wantsCode = useSignal(false);
  /** @param {Sent} event */
  const enter = event => {
    const { uin, password, stay, invisible, code } = event.currentTarget.elements;
    return run(async () => {
      try {
        await signIn(Number(uin.value), password.value, { isInvisible: invisible.checked, stay: stay.checked, code: code?.value.trim() });
      } catch (fault) {
        if (/** @type {Error} */ (fault).name !== "code-needed" || code) throw fault;
        wantsCode.value = true;
      }
    });
  };
  return html`<${Form} act=${act} places=${places} class="steady" onSend=${enter} aria-label=${say("Sign in")}>
    <${Field} name="uin" id="uin" label=${say("Number")} look="number" ...${numberField()} autocomplete="username" required
      defaultValue=${kept("uin") ?? ""} whenThere=${first === "uin" ? focused : undefined}
      onInput=${() => { wantsCode.value = false; }} />
    <${Password} autocomplete="current-password" required whenThere=${first === "password" ? focused : undefined} />
    <div class="room"><${Trouble} refusal=${refusal.value} /></div>
    ${wantsCode.value && html`<${Field} name="code" id="code" label=${say("Code of the second factor")} look="number" inputmode="numeric"
      autocomplete="one-time-code" required whenThere=${focused}
      hint=${say("It is asked for, too: six digits, or one of your recovery codes.")} />`}
    <div class="line"><label class="check"><input type="checkbox" name="stay" defaultChecked />${say("Stay signed in")}</label>
      <label class="check"><input type="checkbox" name="invisible" />${say("Sign in invisibly")}</label></div>
    <button class="btn primary wide" disabled=${isBusy.value}>${say("Sign in")}</button>
  <//>`;
}
