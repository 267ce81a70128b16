// @ts-check
import { html } from "../../html.js";
import { Copy } from "../../parts/copy.js";
import { Icon } from "../../parts/icon.js";
import { me } from "../../store/signed.js";
import { say } from "../../words.js";

/** For somebody with a number and nobody to talk with. */
export function FirstSteps() {
  const { uin } = me.value;
  const line = `curl -d "hi ," \\\n  -H "Authorization: Bearer …" \\\n  ${location.origin}/api/v1/to/${uin}`;
  return html`<div class="empty"><h2>${say("You have a number.")}</h2>
    <p>${say("Three things make it worth having.")}</p>
    <ol class="start">
      <li><b>${say("Share your number")}</b><div class="then"><span class="bignumber">${uin} <${Copy} text=${String(uin)}
        label=${say("Copy my number")} /></span></div></li>
      <li><b>${say("Add a friend by number or nickname")}</b><div class="then"><a class="btn primary" href="#/add">
        <${Icon} name="add" />${say("Add a friend")}</a></div></li>
      <li><b>${say("Bring something old")}</b><div class="then">
        <span>${me.value.settings?.wireLogin === "app-password"
          ? html`${say("Any HTTP QQ client of 2005 works here, with an app password in place of yours. So does curl.")} <a
            href="#/settings/app-passwords">${say("New app password")}</a>`
          : say("Any HTTP QQ client of 2005 works here. So does curl.")}</span>
        <div class="code"><pre tabindex="0" aria-label=${say("curl command")}>${line}</pre></div>
        <a href="#/settings/tokens">${say("New token")}</a></div></li>
    </ol></div>`;
}
