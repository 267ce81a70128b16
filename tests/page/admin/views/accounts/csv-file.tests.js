// @ts-check
import { readCsv } from "../../../../../src/Tqq.Page/admin/views/accounts/csv-file.js";
import { equal } from "../../../check.js";

/** @param {number[]} bytes */
const fileOf = (...bytes) => new Blob([new Uint8Array(bytes)]);

/** @param {number[]} bytes */
const read = async (...bytes) => Object.values(await readCsv(fileOf(...bytes)));

export const tests = {
  "a list is read as it was saved, with a mark at its beginning or without": async () => {
    equal(await read(0xe9, 0x98, 0xbf, 0xe5, 0xae, 0x9d), ["阿宝", false]);
    equal(await read(0xef, 0xbb, 0xbf, 0xe9, 0x98, 0xbf), ["阿", false]);
    equal(await read(0xff, 0xfe, 0x3f, 0x96), ["阿", false]);
    equal(await read(0xfe, 0xff, 0x96, 0x3f), ["阿", false]);
    equal(await read(0xb0, 0xa2, 0xb1, 0xa6), ["阿宝", true]);
  },

  "a file that is no text is refused": async () => {
    equal(await readCsv(fileOf(0x6e, 0xff, 0xff)).catch(refusal => refusal.name), "unreadable-file");
  },
};
