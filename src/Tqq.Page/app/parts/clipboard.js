// @ts-check
/**
 * Copies a text. Pages that come by plain http have no clipboard, but what is selected in a field can be copied there, too.
 * @param {string} text @returns {Promise<boolean>} whether the browser has done so
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** @param {string} text */
function copySelected(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  // Beside a dialog nothing can be selected while one is open; the last one lies above the others.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isDone;
}
