// @ts-check
import { html } from "../../app/html.js";
import { Face } from "../../app/parts/face.js";
import { Name } from "../../app/parts/said.js";

/** Somebody in a table. @param {{ one: { nick?: string, fields?: Record<string, string>, avatar?: number }, chip?: any }} props */
export function Who({ one, chip }) {
  return html`<span class="id"><${Face} avatar=${one.avatar ?? Number(one.fields?.FC ?? 0)} size="s" /><b><${Name} text=${one.nick ?? ""}
    look="" /> ${chip}</b></span>`;
}

const doors = { wire: "HTTP QQ", web: "Web", program: "API", token: "API", bot: "API", admin: "Administration" };

/** The name of a door, which is the same in every language but for the page's. @param {string} door */
export const doorWords = door => doors[door] ?? door;
