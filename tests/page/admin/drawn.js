// @ts-check
import { enter } from "../../../src/Tqq.Page/admin/session.js";
import { html } from "../../../src/Tqq.Page/app/html.js";
import { language } from "../../../src/Tqq.Page/app/looks.js";
import { render } from "../../../src/Tqq.Page/vendor/preact.js";

/** Waits until something is so. @param {() => unknown} isSo */
export async function until(isSo) {
  const patience = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > patience) throw new Error(`never so: ${isSo}`);
    await drawn();
  }
}

/** Waits until what has changed is drawn. */
export const drawn = () => new Promise(done => { setTimeout(done); });

/**
 * Draws a part of the administrator's page, in English and for an administrator with all rights, as long as a test of it goes on.
 * @param {any} Part @param {Record<string, unknown>} props
 * @param {(method: string, path: string, body: any) => Promise<Response> | Response} answer what the server answers
 * @param {(place: HTMLElement) => Promise<void>} test
 */
export async function withDrawn(Part, props, answer, test) {
  const { fetch } = globalThis;
  globalThis.fetch = async (path, { method = "GET", body } = {}) =>
    answer(method, String(path).replace("/admin/api/v1", ""), typeof body === "string" ? JSON.parse(body) : body);
  const place = document.createElement("div");
  document.body.append(place);
  language.value = "en";
  enter({ uin: 10001, nick: "Anna", role: "full", totp: false, recoveryCodes: 0 });
  try {
    render(html`<${Part} ...${props} />`, place);
    await test(place);
  } finally {
    render(null, place);
    place.remove();
    globalThis.fetch = fetch;
  }
}

/** Writes in a field, as somebody does. @param {HTMLInputElement | HTMLTextAreaElement | null} field @param {string} text */
export function write(field, text) {
  if (!field) throw new Error("there is no such field");
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** A button by its words. @param {Element} place @param {string} words @returns {HTMLButtonElement | undefined} */
export const button = (place, words) => [...place.querySelectorAll("button")].find(one => one.textContent?.trim() === words);

/** What is refused, as the server says it. @param {string} name @param {number} status */
export const refused = (name, status) => Response.json({ type: `/errors/${name}` }, { status });
