// @ts-check

/**
 * Saves the one field of a form, which shows what the account has until somebody writes in it. What was saved stands there as the server
 * has it, unless somebody has gone on writing meanwhile.
 * @param {HTMLFormElement} form @param {string} name of the field
 * @param {(value: string) => Promise<boolean>} edit answers whether it was saved and read again
 */
export async function saveField(form, name, edit) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const { value } = field;
  if (await edit(value) && field.value === value) form.reset();
}
