// @ts-check
import { html } from "../../app/html.js";
import { Face } from "../../app/parts/face.js";
import { Name } from "../../app/parts/said.js";

/**
 * Somebody in a table, with a face where it is known.
 * @param {{ one: { nick?: string, fields?: Record<string, string>, avatar?: number }, chip?: any }} props
 */
export function Who({ one, chip }) {
  const avatar = one.avatar ?? (one.fields && Number(one.fields.FC ?? 0));
  return html`<span class="id">${avatar !== undefined && html`<${Face} avatar=${avatar} size="s" />`}<b><${Name} text=${one.nick ?? ""}
    look="" /> ${chip}</b></span>`;
}

/** Whose something is: nickname and number. @param {{ one: { uin: number, nick?: string } }} props */
export function OfAccount({ one }) {
  return html`<b><${Name} text=${one.nick ?? ""} look="" /> <span class="mono muted">${one.uin}</span></b>`;
}
