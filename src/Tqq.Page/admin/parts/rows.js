// @ts-check
/**
 * The rows to show of a list; null where they are not known. An empty list is known only while the server answers.
 * @template T @param {T[] | undefined} found what was answered to this question @param {T[] | undefined} before what was answered last
 * @param {unknown} refusal why the last question had no answer; null where it had one
 */
export function rowsOf(found, before, refusal) {
  const rows = refusal ? found : found ?? before;
  return rows && (rows.length || !refusal) ? rows : null;
}
