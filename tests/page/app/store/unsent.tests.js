// @ts-check
import { keep } from "../../../../src/Tqq.Page/app/keep.js";
import { write } from "../../../../src/Tqq.Page/app/store/database.js";
import { countUnsent, forgetUnsent, loadUnsent, unsent } from "../../../../src/Tqq.Page/app/store/unsent.js";
import { equal } from "../../check.js";

const at = "2027-01-31T08:00:00.000Z";

/** @param {number} uin @param {string} key @param {"waiting" | "failed"} state */
const put = (uin, key, state) => write("outbox", { uin, key, n: 1, peer: 10009, text: "hi", at, state });

export const tests = {
  "what waits, what could not be sent and what was begun are counted apart": async () => {
    await put(10001, "a", "waiting");
    await put(10001, "b", "waiting");
    await put(10001, "c", "failed");
    await put(10002, "d", "failed");
    // Blanks alone are nothing that somebody has begun.
    keep("drafts.10003", JSON.stringify({ 10001: "begun", 10002: " \n" }));
    keep("uin", "10003");
    await loadUnsent();
    equal(unsent.value.toSorted((one, other) => one.uin - other.uin), [
      { uin: 10001, queued: 2, failed: 1, drafts: 0 }, { uin: 10002, queued: 0, failed: 1, drafts: 0 },
      { uin: 10003, queued: 0, failed: 0, drafts: 1 },
    ]);
    for (const uin of [10001, 10002, 10003]) await forgetUnsent(uin);
    equal([unsent.value, await countUnsent(10001)], [[], null]);
  },
};
