// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { signal } from "../../../vendor/signals.js";
import { ask } from "../../api.js";
import { html } from "../../html.js";
import { chooseLanguage, chooseTheme, language, theme } from "../../looks.js";
import { useAct } from "../../parts/act.js";
import { PageHead } from "../../parts/page-head.js";
import { Switch } from "../../parts/switch.js";
import { Choice } from "../../parts/tabs.js";
import { Trouble } from "../../parts/trouble.js";
import { signOut } from "../../store/session.js";
import { me, renew } from "../../store/signed.js";
import { say } from "../../words.js";
import { Account } from "./account.js";
import { Blocked } from "./blocked.js";
import { AppPasswords, Tokens } from "./keys.js";
import { Notifications } from "./notifications.js";
import { Sessions } from "./sessions.js";

/** @type {{ name: string, words: string, icon: string, Body: any }[]} */
export const sections = [
  { name: "look", words: "Language and look", icon: "settings", Body: Look },
  { name: "notifications", words: "Notifications", icon: "bell", Body: Notifications },
  { name: "reach", words: "Who may reach me", icon: "shield", Body: Reach },
  { name: "blocked", words: "Blocked", icon: "stop", Body: Blocked },
  { name: "sessions", words: "Sessions", icon: "computer", Body: Sessions },
  { name: "app-passwords", words: "App passwords", icon: "key", Body: AppPasswords },
  { name: "tokens", words: "API tokens", icon: "program", Body: Tokens },
  { name: "account", words: "Account", icon: "account", Body: Account },
];

/** The section to which somebody has scrolled; "" where the one of the address is in view. */
export const inView = signal("");

// How often the section of the address was gone to once more.
const turn = signal(0);

/** Somebody goes to the section of the address: where it was scrolled away, it is gone to once more. */
export function goAgain() {
  turn.value++;
}

/** @param {Element} box what scrolls */
function sectionIn(box) {
  // At the end of the page the last one is in view, however short it is.
  if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) return sections[sections.length - 1].name;
  const line = box.getBoundingClientRect().top + box.clientHeight / 3;
  const isAbove = (/** @type {{ name: string }} */ one) => Number(document.getElementById(one.name)?.getBoundingClientRect().top) <= line;
  return (sections.findLast(isAbove) ?? sections[0]).name;
}

/**
 * Goes to a section. What stands above it is still being read then and makes the page longer, so it is gone to again until somebody does
 * something. From then on it is noted to which section they scroll.
 * @param {string | undefined} section
 */
function useSection(section) {
  useEffect(() => {
    inView.value = "";
    const target = document.getElementById(section ?? sections[0].name);
    const page = target?.parentElement;
    const box = page?.closest(".scroll");
    if (!page || !box) return undefined;
    const go = () => target.scrollIntoView({ block: "start" });
    const watch = new ResizeObserver(go);
    const stop = new AbortController();
    const note = () => { if (stop.signal.aborted) inView.value = sectionIn(box); };
    stop.signal.addEventListener("abort", () => watch.disconnect());
    for (const deed of ["wheel", "touchmove", "pointerdown", "keydown", "click"])
      addEventListener(deed, () => stop.abort(), { signal: stop.signal, passive: true, capture: true });
    box.addEventListener("scroll", note, { passive: true });
    if (section) {
      go();
      watch.observe(page);
    }
    return () => {
      stop.abort();
      box.removeEventListener("scroll", note);
    };
  }, [section, turn.value]);
}

/** All settings on one page; the column goes to one of them. @param {{ section?: string }} props */
export function Settings({ section }) {
  useSection(section);
  return html`<main class="pane" id="main" tabindex="-1"><${PageHead} title=${say("Settings")} />
    <div class="scroll"><div class="page">
      ${sections.map(({ name, words, Body }) => html`<section class="section" id=${name} key=${name}><div class="head">
        <h2>${say(words)}</h2></div><${Body} /></section>`)}
      <div class="actions only-phone"><a class="btn" href="#/me">${say("My card")}</a><button type="button" class="btn"
        onClick=${signOut}>${say("Sign out")}</button></div>
    </div></div></main>`;
}

function Look() {
  return html`<div class="card">
    <div class="setting"><div><b>${say("Language")}</b></div><${Choice} name="language" label=${say("Language")} value=${language.value}
      onChoose=${chooseLanguage}
      choices=${[["en", html`<span lang="en">English</span>`], ["zh", html`<span lang="zh-Hans">简体中文</span>`]]} /></div>
    <div class="setting"><div><b>${say("Theme")}</b></div><${Choice} name="theme" label=${say("Theme")} value=${theme.value}
      onChoose=${chooseTheme}
      choices=${[["", say("As the system")], ["light", say("Light")], ["dark", say("Dark")]]} /></div></div>`;
}

function Reach() {
  const act = useAct();
  const { settings } = me.value;
  /** @param {any} changed */
  const set = changed => act.run(async () => renew(await ask("PATCH", "/me", { settings: changed })));
  return html`<div class="card">
    <div class="setting"><div><b>${say("Who may add me")}</b></div><${Choice} name="add" label=${say("Who may add me")}
      value=${settings.whoMayAdd}
      onChoose=${(/** @type {string} */ whoMayAdd) => set({ whoMayAdd })}
        choices=${[["anyone", say("Anyone")], ["verify", say("After verification")], ["nobody", say("Nobody")]]} /></div>
    <div class="setting"><div><b>${say("Who may find me")}</b></div><${Choice} name="find" label=${say("Who may find me")}
      value=${settings.whoMayFind}
      onChoose=${(/** @type {string} */ whoMayFind) => set({ whoMayFind })}
        choices=${[["everyone", say("By nickname, too")], ["by-number", say("By number")], ["nobody", say("Nobody")]]} /></div>
    <div class="setting"><div><b>${say("Who sees what")}</b><p>${say("Each field of your card says who sees it.")}</p></div>
      <a class="btn low" href="#/me">${say("My card")}</a></div>
    <${Switch} words="Messages from strangers" hint="When off, they are told nothing and you see nothing."
      isOn=${!settings.refusesStrangers}
      onSet=${(/** @type {boolean} */ isOn) => set({ refusesStrangers: !isOn })} />
    <${Switch} words="Clients must ask for a session key" isOn=${settings.requiresKey}
      onSet=${(/** @type {boolean} */ requiresKey) => set({ requiresKey })}
      hint="Shuts out most clients of 2005; keeps neighbours behind your router out of your chats." />
  </div><${Trouble} act=${act} />`;
}
