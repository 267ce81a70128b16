// @ts-check
import { Refusal } from "../../../app/api.js";

/** @param {string} encoding @param {ArrayBuffer} bytes */
function decoded(encoding, bytes) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text of a file. Spreadsheets write UTF-8 or UTF-16 with a mark at the beginning, and Chinese ones GB 18030, which has none.
 * @param {Blob} file @returns {Promise<{ text: string, isGb: boolean }>} `isGb` where it is not certain that this is what the file means
 */
export async function readCsv(file) {
  const bytes = await file.arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  const marked = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  const text = decoded(marked, bytes);
  if (text !== null) return { text, isGb: false };
  const other = decoded("gb18030", bytes);
  if (other === null) throw new Refusal("unreadable-file", "");
  return { text: other, isGb: true };
}
