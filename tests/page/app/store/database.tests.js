// @ts-check
import { isKept, readAll, write } from "../../../../src/Tqq.Page/app/store/database.js";
import { equal } from "../../check.js";

export const tests = {
  "Where the browser never opens its store, the page goes on without one": async () => {
    const [{ open }, timer] = [IDBFactory.prototype, window.setTimeout];
    // Nothing ever answers, and the time is over at once.
    IDBFactory.prototype.open = () => /** @type {any} */ (new EventTarget());
    window.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act) => timer(act, 0));
    try {
      await write("outbox", { key: "a", uin: 10001 });
      equal([await readAll("outbox"), isKept.value], [[{ key: "a", uin: 10001 }], false]);
    } finally {
      IDBFactory.prototype.open = open;
      window.setTimeout = timer;
    }
  },
};
