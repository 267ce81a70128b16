// @ts-check
import { write } from "../../../../src/Tqq.Page/app/store/database.js";
import { connection } from "../../../../src/Tqq.Page/app/store/events.js";
import { drop, loadOutbox, outbox, wentOut } from "../../../../src/Tqq.Page/app/store/outbox.js";
import { returned } from "../../../../src/Tqq.Page/app/store/returned.js";
import { me } from "../../../../src/Tqq.Page/app/store/signed.js";
import { equal } from "../../check.js";

/** @param {string} state */
const reach = state => { connection.value = { state, since: 0 }; };

export const tests = {
  "what goes out before the connection is known to be back is counted": () => {
    reach("on");
    equal(returned.value, null);
    reach("lost");
    wentOut.value++;
    equal(returned.value, null);
    reach("on");
    equal(returned.value, { out: 1, came: 0 });
    wentOut.value++;
    equal(returned.value, { out: 2, came: 0 });
    reach("lost");
    reach("on");
    equal(returned.value, { out: 0, came: 0 });
  },

  "it is said until all is out, however long that takes, and a while longer": async () => {
    const { setTimeout: own } = globalThis;
    /** @type {(() => void)[]} */
    const timers = [];
    me.value = { uin: 10001 };
    await write("outbox", { uin: 10001, key: "a", n: 1, peer: 10002, text: "hi", at: "2027-01-31T08:00:00.000Z", state: "waiting" });
    await loadOutbox();
    equal(outbox.value.length, 1);
    globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act) => timers.push(act));
    try {
      reach("lost");
      reach("on");
      equal([returned.value, timers.length], [{ out: 0, came: 0 }, 0]);
      wentOut.value++;
      const dropping = drop("a");
      equal([returned.value, timers.length], [{ out: 1, came: 0 }, 1]);
      timers[0]();
      equal(returned.value, null);
      await dropping;
    } finally {
      globalThis.setTimeout = own;
    }
  },
};
