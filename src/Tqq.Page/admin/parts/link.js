// @ts-check
import { html } from "../../app/html.js";
import { Secret } from "../../app/parts/shown-once.js";
import { say } from "../../app/words.js";

/** Whether an address leads to the machine itself on which it is opened. @param {string} address */
export function isLoopback(address) {
  const { hostname } = new URL(address);
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * A link to be sent to somebody. Where it opens on this machine only, that is said below it.
 * @param {{ link: string, onTaken: () => void }} props
 */
export function SecretLink({ link, onTaken }) {
  return html`<${Secret} text=${link} label=${say("Copy the link")} onTaken=${onTaken} />
    ${isLoopback(link) && html`<p class="caution">${
      say("This link opens on this machine only. The setting {name} says at which address others reach this server.",
        { name: "--public-url" })}</p>`}`;
}
