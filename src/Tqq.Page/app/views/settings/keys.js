// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { ask, takeAway } from "../../api.js";
import { serverTime } from "../../clock.js";
import { dateOf, shortDay } from "../../days.js";
import { html } from "../../html.js";
import { showOnce } from "../../once.js";
import { useAct } from "../../parts/act.js";
import { Field, Form } from "../../parts/form.js";
import { Icon } from "../../parts/icon.js";
import { limits } from "../../parts/limits.js";
import { Lines, Secret } from "../../parts/shown-once.js";
import { Trouble } from "../../parts/trouble.js";
import { friends } from "../../store/people.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";
import { Entry } from "./entry.js";

/** Passwords for one client of HTTP QQ each. */
export function AppPasswords() {
  const keys = useKeys("/me/app-passwords", "appPasswords", made => ({
    title: () => say("App password"),
    body: onTaken => html`<div class="once boxed" role="status">
      <b>${say("For {name}. Write it down: it is shown this once.", { name: made.name || say("a client") })}</b>
      <${Secret} text=${made.password} label=${say("Copy")} onTaken=${onTaken} />
      <p class="hint">${say("It opens the HTTP QQ port only, never this page.")}</p></div>`,
  }));
  return html`<div class="card">
      ${keys.all.value.map(one => html`<${Entry} key=${one.id} icon="key" name=${one.name || say("App password")} facts=${[used(one)]}
        question=${{ title: say("Remove the app password for {name}?", { name: one.name || say("a client") }),
          text: say("The client that uses it is signed out, and signs in with it no more."), act: say("Remove"),
          onAct: () => keys.remove(one.id) }} />`)}
      <${NewKey} label=${say("Name of the client")} limit=${limits.appPassword} act=${say("New app password")} keys=${keys}
        body=${(/** @type {string} */ name) => ({ name })} />
    </div><${Trouble} act=${keys.act} />`;
}

/** Tokens for programs. */
export function Tokens() {
  const keys = useKeys("/tokens", "tokens", shownToken);
  const rights = useSignal("send");
  const days = useSignal("");
  /** @param {string} name */
  const body = name => ({ name, rights: rights.value,
    ...days.value ? { expires: new Date(serverTime().latest + 86_400_000 * Number(days.value)).toISOString() } : {} });
  return html`<div class="card">
      ${keys.all.value.map(one => html`<${Entry} key=${one.id} icon="program" name=${one.name}
        chip=${html`<span class="chip">${say(words[one.rights])}</span>`}
        facts=${[used(one), one.expires && html`<span>${say("until {day}", { day: dateOf(one.expires) })}</span>`]}
        question=${{ title: say("Revoke the token {name}?", { name: one.name }),
          text: say("The program that uses it is signed out, and the token opens nothing any more."), act: say("Revoke"),
          onAct: () => keys.remove(one.id) }} />`)}
      <${NewKey} label=${say("Name of the program")} limit=${limits.token} act=${say("New token")} keys=${keys} body=${body}>
        <select class="input" aria-label=${say("What it may do")} value=${rights.value}
          onChange=${(/** @type {Written} */ event) => { rights.value = event.currentTarget.value; }}>
          ${Object.entries(words).map(([one, each]) => html`<option key=${one} value=${one}>${say(each)}</option>`)}</select>
        <select class="input" aria-label=${say("How long it is good")} value=${days.value}
          onChange=${(/** @type {Written} */ event) => { days.value = event.currentTarget.value; }}>
          <option value="">${say("No end")}</option>${[7, 30, 90, 365].map(one => html`<option key=${one} value=${one}>${
            say("{n} days", { n: one })}</option>`)}</select><//>
    </div><${Trouble} act=${keys.act} />`;
}

/** @type {Record<string, string>} */
const words = { send: "Send", read: "Read", all: "Everything" };

/** @param {any} made @returns {import("../../once.js").Once} */
function shownToken(made) {
  const header = `-H "Authorization: Bearer ${made.token}"`;
  const line = made.rights === "read" ? `curl -N \\\n  ${header} \\\n  ${location.origin}/api/v1/listen`
    : `curl -d "hi ," \\\n  ${header} \\\n  ${location.origin}/api/v1/to/${friends.value[0]?.uin ?? me.value.uin}`;
  return {
    title: () => say("API token"),
    look: "wide",
    body: onTaken => html`<div class="once boxed" role="status">
      <b>${made.rights === "read" ? say("{name} is ready. This line prints what comes:", { name: made.name })
        : say("{name} is ready. This line sends a message:", { name: made.name })}</b>
      <${Lines} text=${line} name=${say("curl command")} label=${say("Copy the line")} onTaken=${onTaken} />
      <p class="hint">${say("The token is shown this once. Rights: {rights}.", { rights: say(words[made.rights]) })}</p></div>`,
  };
}

/** @param {any} one */
const used = one => one.lastUsed
  ? html`<span>${say("used {day} from", { day: shortDay(one.lastUsed) })} <span class="mono">${one.lastUsedFrom}</span></span>`
  : html`<span>${say("never used")}</span>`;

/**
 * Keys of one kind: all of them, and how one is made.
 * @param {string} path @param {string} name @param {(made: any) => import("../../once.js").Once} shownOf says what is shown of a new one
 */
function useKeys(path, name, shownOf) {
  const all = useSignal(/** @type {any[]} */ ([]));
  const act = useAct();
  const { isBusy, run } = act;
  const load = async () => { all.value = (await ask("GET", path))[name]; };
  useEffect(() => { run(load, { isPatient: true }); }, []);
  /** @param {any} body */
  const make = async body => {
    const isMade = await run(() => showOnce(() => ask("POST", path, body), shownOf), { makes: "once" });
    // Where nobody knows what became of it, one looks.
    await (isMade ? run(load) : load().catch(() => {}));
    return isMade;
  };
  // Whoever asks whether it is really to be done says what was refused.
  /** @param {string} id */
  const remove = async id => {
    await takeAway(`${path}/${id}`);
    await load();
  };
  return { all, act, isBusy, make, remove };
}

/**
 * @param {{ label: string, limit: import("../../parts/limits.js").Limit, act: string, keys: ReturnType<typeof useKeys>,
 *   body: (name: string) => any, children?: any }} props
 */
function NewKey({ label, limit, act, keys, body, children }) {
  /** @param {Sent} event */
  const submit = async event => {
    const { name } = event.currentTarget.elements;
    if (await keys.make(body(name.value.trim()))) name.value = "";
  };
  return html`<${Form} act=${keys.act} class="new-key" onSend=${submit}>
    <${Field} name="name" label=${label} isBare ...${limit} required autocomplete="off" />
    ${children}<button class="btn" disabled=${keys.isBusy.value}><${Icon} name="plus" small />${act}</button><//>`;
}
