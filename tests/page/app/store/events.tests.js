// @ts-check
import { begin, connection, disconnect } from "../../../../src/Tqq.Page/app/store/events.js";
import { conversations, forgetConversations } from "../../../../src/Tqq.Page/app/store/conversations.js";
import { me, renew, state } from "../../../../src/Tqq.Page/app/store/signed.js";
import { effect } from "../../../../src/Tqq.Page/vendor/signals.js";
import { equal } from "../../check.js";

const { fetch } = globalThis;

/**
 * A server with an account, whose stream says these events; where they are held, its other answers come when `release` is called.
 * @param {number} uin @param {string} events @param {boolean} [isHeld]
 */
function serve(uin, events, isHeld = false) {
  const { promise, resolve } = Promise.withResolvers();
  const { promise: isAsked, resolve: asked } = Promise.withResolvers();
  globalThis.fetch = async address => {
    const path = String(address).replace("/api/v1", "").replace(/\?.*/, "");
    if (path === "/events")
      return new Response(new ReadableStream({ start: stream => stream.enqueue(new TextEncoder().encode(events)) }));
    if (isHeld) {
      asked(null);
      await promise;
    }

    return Response.json(path === "/me" ? { uin, nick: `of ${uin}` } : { friends: [], conversations: [], requests: [], people: [] });
  };
  return { isAsked, release: resolve };
}

/** @param {number} uin */
function enter(uin) {
  [me.value, state.value] = [{ uin }, "in"];
  begin(() => {});
}

const isOn = () => new Promise(done => { effect(() => { if (connection.value.state === "on") done(null); }); });

/** The beginning of a stream. @param {string} more events behind it */
const stream = more => `event: ready\ndata: {}\n\n${more}`;

export const tests = {
  "the next account does not wait for what the last one has asked, and is told nothing that was said to that": async () => {
    const message = { id: "7", kind: "message", peer: 20001, at: "2027-01-31T08:00:00.000Z", sent: false, text: "to the first" };
    const first = serve(10001, stream(`id: 7\nevent: message\ndata: ${JSON.stringify(message)}\n\n`), true);
    try {
      enter(10001);
      await first.isAsked;
      disconnect();
      forgetConversations();
      serve(10002, stream(""));
      enter(10002);
      await isOn();
      equal([me.value.nick, conversations.value?.size], ["of 10002", 0]);
      first.release(null);
      for (let turns = 0; turns < 20; turns++) await new Promise(done => { setTimeout(done); });
      equal([me.value.nick, conversations.value?.size], ["of 10002", 0]);
    } finally {
      disconnect();
      globalThis.fetch = fetch;
    }
  },

  "what is said of an account that is not shown changes nothing": () => {
    [me.value, state.value] = [{ uin: 10002, nick: "own" }, "in"];
    renew({ uin: 10001, nick: "another's" });
    equal(me.value, { uin: 10002, nick: "own" });
    renew({ uin: 10002, nick: "new" });
    equal(me.value, { uin: 10002, nick: "new" });
  },
};
