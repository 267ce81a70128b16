// @ts-check
/** Fails unless both are the same, as they are written in JSON. @param {unknown} is @param {unknown} expected */
export function equal(is, expected) {
  const [one, other] = [JSON.stringify(is), JSON.stringify(expected)];
  if (one !== other) throw new Error(`is ${one}, but must be ${other}`);
}
