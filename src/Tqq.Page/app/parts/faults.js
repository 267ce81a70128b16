// @ts-check
import { isEmail, webAddressOf } from "../text.js";
import { excessOf } from "./limits.js";

/**
 * What is wrong with a field. `rule` is a word of the API (docs/api.md), "too-long" or "too-many-bytes" of a text that has `n` of them, one
 * of `kinds`, or "pattern" where the field's own title says what it takes; `refusal` is there where the server has said so. The first
 * wrong field of a form gets the focus, and is read out; `isLive` where somebody still writes in it.
 * @typedef {{ rule: string, min?: number, max?: number, n?: number, refusal?: import("../api.js").Refusal, isFirst?: boolean,
 *   isLive?: boolean }} Fault
 */

/**
 * What a browser says of a field, which has its limits in its attributes.
 * @typedef {Pick<HTMLInputElement, "value" | "required" | "autocomplete" | "minLength" | "min" | "max" | "dataset">
 *   & { validity: Partial<ValidityState> }} Control
 */

/** What a text is to be that is said by a field's `kind`. @type {Record<string, (text: string) => unknown>} */
const kinds = { "web-address": webAddressOf, "email": isEmail };

/**
 * What is wrong with what stands in a field, in the words of the API; null for nothing.
 * @param {Control} control @returns {Fault | null}
 */
export function faultOf(control) {
  const { value, required, autocomplete, minLength, min, max, validity, dataset } = control;
  if (validity.badInput || validity.rangeUnderflow || validity.rangeOverflow || validity.stepMismatch)
    return { rule: "number", min: limit(min), max: limit(max) };
  // Blanks alone say nothing, but in a password, which may consist of them.
  if (validity.valueMissing || (required && !value.trim() && !autocomplete.includes("password"))) return { rule: "missing" };
  if (validity.tooShort) return { rule: "text", min: minLength, max: limit(dataset.most ?? "") };
  const kind = dataset.kind ?? "";
  if (value.trim() && kinds[kind] && !kinds[kind](value)) return { rule: kind };
  return tooMuchOf(control) ?? (validity.patternMismatch ? { rule: "pattern" } : null);
}

/**
 * What is wrong with a field that holds more than it takes; null for nothing. What is too much stays in it: the browser's own limit would
 * drop the end of what is pasted, and say nothing.
 * @param {Pick<Control, "value" | "dataset">} control
 */
export const tooMuchOf = ({ value, dataset: { most, counted } }) => most === undefined ? null
  : excessOf(value, { most: Number(most), counted: /** @type {any} */ (counted) });

/** @param {string} attribute */
const limit = attribute => attribute ? Number(attribute) : undefined;

/**
 * The name of the field of a form that a refusal is about; undefined where it is about none of them.
 * @param {{ name: string, facts?: Record<string, any> }} refusal whose `field` is the path of a member of the body, such as `profile.city`
 *   or `allowedAddresses[0]`
 * @param {string[]} names those of the fields
 * @param {Record<string, string>} [places] names of fields by the names of refusals that name no member
 */
export function fieldOf({ name, facts }, names, places = {}) {
  const member = String(facts?.field ?? "").replace(/\[\d+\]$/, "").split(".").at(-1);
  return names.find(one => one === places[name] || one === member);
}
