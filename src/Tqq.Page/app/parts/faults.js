// @ts-check
/**
 * What is wrong with a field. `rule` is a word of the API (docs/api.md), or "pattern" where the field's own title says what it takes;
 * `refusal` is there where the server has said so. The first wrong field of a form gets the focus, and is read out.
 * @typedef {{ rule: string, min?: number, max?: number, refusal?: import("../api.js").Refusal, isFirst?: boolean }} Fault
 */

/**
 * What a browser says of a field, which has its limits in its attributes.
 * @typedef {Pick<HTMLInputElement, "value" | "required" | "autocomplete" | "minLength" | "maxLength" | "min" | "max">
 *   & { validity: Partial<ValidityState> }} Control
 */

/**
 * What is wrong with what stands in a field, in the words of the API; null for nothing.
 * @param {Control} control @returns {Fault | null}
 */
export function faultOf({ value, required, autocomplete, minLength, maxLength, min, max, validity }) {
  if (validity.badInput || validity.rangeUnderflow || validity.rangeOverflow || validity.stepMismatch)
    return { rule: "number", min: limit(min), max: limit(max) };
  // Blanks alone say nothing, but in a password, which may consist of them.
  if (validity.valueMissing || (required && !value.trim() && !autocomplete.includes("password"))) return { rule: "missing" };
  if (validity.tooShort || validity.tooLong) return { rule: "text", min: Math.max(0, minLength), max: maxLength };
  return validity.patternMismatch ? { rule: "pattern" } : null;
}

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
