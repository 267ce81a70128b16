// @ts-check
import { foundIn, isInDoubt, meaningOf, nextOf, placeIn } from "../../../../src/Tqq.Page/app/store/queue.js";
import { equal } from "../../check.js";

const hour = 3_600_000;

/** @returns {import("../../../../src/Tqq.Page/app/store/queue.js").Waiting} @param {number} n */
const waiting = (n, more = {}) => ({ uin: 10001, key: `k${n}`, n, peer: 10002, text: "hi", at: "", state: "waiting", ...more });

export const tests = {
  "The oldest is sent next, however they stand in the store": () => equal(nextOf([waiting(3), waiting(1), waiting(2)]).key, "k1"),
  "What has failed waits for somebody and holds nobody up": () => equal(nextOf([waiting(1, { state: "failed" }), waiting(2)]).key, "k2"),
  "Nothing is next where nothing waits": () => equal(nextOf([waiting(1, { state: "failed" })]), undefined),
  "Two that are written in one millisecond have an order": () => equal(placeIn([waiting(100)], 100), 101),
  "What is written after the clock was set back still comes last": () => equal(placeIn([waiting(500)], 100), 501),

  "What was never tried is not in doubt, however long it waits": () => equal(isInDoubt(waiting(1), 90 * hour), false),
  "What was tried 23 hours ago is not in doubt: the server knows its key for a day": () =>
    equal(isInDoubt(waiting(1, { tried: hour }), 24 * hour), false),
  "What was tried more than 23 hours ago is in doubt: clocks differ": () =>
    equal(isInDoubt(waiting(1, { tried: hour }), 24 * hour + 1000), true),
  "The server says whole seconds: a try that seems to lie one ahead is not in doubt": () =>
    equal(isInDoubt(waiting(1, { tried: hour + 1000 }), hour), false),
  "What was tried in the future is in doubt: a clock was set": () => equal(isInDoubt(waiting(1, { tried: 9 * hour }), hour), true),

  "Without the network all waits": () => equal(meaningOf({ name: "network", seconds: 0 }, 0), { what: "stop" }),
  "After the session all waits": () => equal(meaningOf({ name: "not-signed-in", seconds: 0 }, 0), { what: "stop" }),
  "Whoever is too fast waits as long as the server says": () =>
    equal(meaningOf({ name: "too-fast", seconds: 7 }, 99), { what: "again", seconds: 7 }),
  "A disk that takes nothing now is asked again, later each time": () =>
    equal([0, 1, 2, 3].map(tries => meaningOf({ name: "busy", seconds: 0 }, tries)),
      [1, 2, 4, 8].map(seconds => ({ what: "again", seconds }))),
  "It is not asked for ever": () => equal(meaningOf({ name: "busy", seconds: 0 }, 4), { what: "failed", why: "busy" }),
  "A full disk is asked again where the server says when": () =>
    equal(meaningOf({ name: "disk-full", seconds: 20 }, 0), { what: "again", seconds: 20 }),
  "A full disk without a time is told": () => equal(meaningOf({ name: "disk-full", seconds: 0 }, 0), { what: "failed", why: "disk-full" }),
  "A full mailbox is told, and the next is sent": () =>
    equal(meaningOf({ name: "mailbox-full", seconds: 0 }, 0), { what: "failed", why: "mailbox-full" }),
  "A key that came with another text is told": () =>
    equal(meaningOf({ name: "key-reused", seconds: 0 }, 0), { what: "failed", why: "key-reused" }),

  "Whose key stands in the log is sent": () => equal(foundIn("a", [{ kind: "message", key: "b" }, { kind: "message", key: "a" }]), "sent"),
  "Whose key stands nowhere is not sent": () => equal(foundIn("a", [{ kind: "message", key: "b" }, { kind: "message" }]), "not sent"),
  "Where something was deleted nobody knows": () => equal(foundIn("a", [{ kind: "deleted" }]), "unknown"),
};
