// @ts-check
import { keep } from "../../../../src/Tqq.Page/app/keep.js";
import { askAhead, forgetAhead } from "../../../../src/Tqq.Page/app/store/ahead.js";
import { equal } from "../../check.js";

export const tests = {
  "a tab that is loading has the stream and does not lead: its script may not come": async () => {
    const { fetch: own } = globalThis;
    keep("account", "20001");
    const isAsked = new Promise(done => {
      globalThis.fetch = path => {
        if (path === "/api/v1/events") done(undefined);
        return new Promise(() => {});
      };
    });
    try {
      askAhead();
      await isAsked;
      const { held = [] } = await navigator.locks.query();
      equal(held.map(lock => lock.name), ["tqq.ahead.20001"]);
    } finally {
      globalThis.fetch = own;
      forgetAhead();
      keep("account", null);
    }
  },
};
