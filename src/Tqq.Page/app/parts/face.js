// @ts-check
import { html } from "../html.js";

/** Where the face of an avatar is. @param {number} avatar */
export const faceOf = avatar => `/face/${Math.floor((avatar ?? 0) / 3) + 1}.svg`;

/** How a presence is drawn; three shapes, so that colour is never alone. @param {{ status: string | undefined }} props */
export function Dot({ status }) {
  return html`<span class=${`dot ${{ busy: "busy", offline: "off", invisible: "off" }[status ?? "offline"] ?? ""}`}></span>`;
}

/** How large a face is, in pixels, by its name. @type {Record<string, number>} */
const sizes = { s: 28, l: 56, xl: 80 };

/**
 * A face, with how somebody is to be seen where that is known.
 * @param {{ avatar?: number, status?: string, size?: "s" | "l" | "xl" | "", isSystem?: boolean }} props
 */
export function Face({ avatar = 0, status, size = "", isSystem = false }) {
  const pixels = sizes[size] ?? 40;
  const source = isSystem ? document.querySelector("link[rel=icon]")?.getAttribute("href") : faceOf(avatar);
  return html`<span class=${`face ${size} ${status === "offline" ? "off" : ""}`}>
    <img src=${source} width=${pixels} height=${pixels} alt="" />${status && html`<${Dot} status=${status} />`}
  </span>`;
}
