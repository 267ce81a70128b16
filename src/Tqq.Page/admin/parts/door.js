// @ts-check
import { useEffect } from "../../vendor/hooks.js";
import { signal } from "../../vendor/signals.js";
import { ask } from "../../app/api.js";
import { html } from "../../app/html.js";
import { chooseLanguage } from "../../app/looks.js";
import { Trouble } from "../../app/parts/trouble.js";
import { say } from "../../app/words.js";

/** Whether a password that was sent from here would be refused, and might be heard on the way all the same. */
const needsHttps = signal(false);

/** How commands are begun where the server runs. */
const program = signal("tqq");

/** How whoever runs the server gets a link that makes an administrator. @param {{ words: string }} props `words` name a {command} */
export const LinkHint = ({ words }) => html`<p class="hint">${say(words, { command: `${program.value} admin link` })}</p>`;

/** The page before one is signed in. @param {{ title: string, children: any }} props */
export function Door({ title, children }) {
  useEffect(() => {
    ask("GET", "/registration").then(answer => {
      [needsHttps.value, program.value] = [answer.needsHttps === true, answer.program ?? "tqq"];
    }, () => {});
  }, []);
  return html`<main class="door" id="main" tabindex="-1"><div class="door-card narrow"><div class="door-form">
      <h1 class="brand"><img src=${document.querySelector("link[rel=icon]")?.getAttribute("href")} width="36" height="36" alt="" />Tqq</h1>
      <h2>${title}</h2>${needsHttps.value ? html`<${Trouble} refusal=${{ name: "needs-https", message: "" }} />` : children}</div></div>
    <footer class="door-foot"><span class="mono">${location.host}</span>
      <span><button type="button" lang="zh-Hans" onClick=${() => chooseLanguage("zh")}>中文</button>
        <button type="button" lang="en" onClick=${() => chooseLanguage("en")}>English</button></span></footer></main>`;
}
