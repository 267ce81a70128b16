// @ts-check
import { keep, kept } from "../../../../src/Tqq.Page/app/keep.js";
import { disconnect } from "../../../../src/Tqq.Page/app/store/events.js";
import { leave, resume, signIn } from "../../../../src/Tqq.Page/app/store/session.js";
import { me, state } from "../../../../src/Tqq.Page/app/store/signed.js";
import { equal } from "../../check.js";

const own = { uin: 10001, nick: "a", status: "online", profile: {}, settings: {} };

/** A server that has sessions, which a cookie opens, and a network that may fail. */
class Server {
  /** What it was asked to do, where it was reached. @type {string[]} */
  asked = [];
  isReached = true;
  isSignedIn = false;

  /** @param {string} path @param {RequestInit} [how] @returns {Promise<Response>} */
  async answer(path, { method = "GET" } = {}) {
    if (!this.isReached) throw new TypeError("network");
    const what = `${method} ${path.replace("/api/v1", "").replace(/\?.*/, "")}`;
    if (method !== "GET") this.asked.push(what);
    if (what === "POST /session") this.isSignedIn = true;
    else if (!this.isSignedIn) return Response.json({ type: "/errors/not-signed-in" }, { status: 401 });
    if (what === "DELETE /session") {
      this.isSignedIn = false;
      return new Response(null, { status: 204 });
    }

    if (what === "GET /events") return new Response(new ReadableStream());
    return Response.json(what === "GET /me" ? own : { uin: 10001, friends: [], conversations: [], requests: [] });
  }
}

const how = { isInvisible: false, stay: true };
const turn = () => new Promise(done => { setTimeout(done); });

/** Lets the page go on until something is so, but not for ever. @param {() => boolean} isSo */
async function until(isSo) {
  for (let turns = 0; turns < 1000 && !isSo(); turns++) await turn();
}

/** Does something at a server. @param {(server: Server, signOutInVain: () => Promise<void>) => Promise<void>} act */
async function at(act) {
  const { fetch } = globalThis;
  const server = new Server();
  globalThis.fetch = (path, request) => server.answer(String(path), request);
  try {
    await signIn(10001, "password", how);
    equal([state.value, me.value.uin], ["in", 10001]);
    await act(server, async () => {
      server.isReached = false;
      await leave();
      equal([state.value, kept("leaving"), server.asked], ["out", "10001", ["POST /session"]]);
    });
  } finally {
    disconnect();
    keep("leaving", null);
    keep("account", null);
    state.value = "out";
    globalThis.fetch = fetch;
  }
}

export const tests = {
  "while the server has not said who is signed in, the page says after some seconds that it does not answer, and waits on":
    () => at(async server => {
      const { setTimeout: real } = globalThis;
      const { answer } = server;
      const { promise, resolve: release } = Promise.withResolvers();
      /** @type {(() => void)[]} */
      const timers = [];
      globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act, /** @type {number} */ pause) =>
        pause === 8000 ? timers.push(act) : real(act, pause));
      server.answer = async (path, request) => {
        await promise;
        return answer.call(server, path, request);
      };
      try {
        disconnect();
        state.value = "asking";
        const resuming = resume();
        equal([state.value, timers.length], ["asking", 1]);
        timers[0]();
        equal(state.value, "unreachable");
        release(null);
        await resuming;
        equal(state.value, "in");
        timers[0]();
        equal(state.value, "in");
      } finally {
        globalThis.setTimeout = real;
      }
    }),

  "a sign-out that did not get through is done when the network is back": () => at(async (server, signOutInVain) => {
    await signOutInVain();
    server.isReached = true;
    dispatchEvent(new Event("online"));
    await until(() => !kept("leaving"));
    equal([state.value, server.asked, server.isSignedIn], ["out", ["POST /session", "DELETE /session"], false]);
  }),

  "without a word of the network it is tried again, later and later": () => at(async (server, signOutInVain) => {
    const { setTimeout: real } = globalThis;
    /** @type {[() => void, number][]} */
    const timers = [];
    globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act, /** @type {number} */ pause) =>
      // The stream of events has pauses of its own.
      act.name === "finishLeaving" ? timers.push([act, pause]) : real(act, pause));
    try {
      await signOutInVain();
      timers.pop()?.[0]();
      await until(() => timers.length > 0);
      const [again, pause] = timers.pop() ?? [() => {}, 0];
      equal([pause >= 1500, pause <= 2500], [true, true]);
      server.isReached = true;
      again();
      await until(() => !kept("leaving"));
      equal(server.isSignedIn, false);
    } finally {
      globalThis.setTimeout = real;
    }
  }),

  "a session that is opened after a sign-out that did not get through is not ended by it": () => at(async (server, signOutInVain) => {
    await signOutInVain();
    // The network is back just behind the last try to sign out.
    const { answer } = server;
    server.answer = async (path, request) => {
      server.isReached ||= request?.method === "POST";
      return answer.call(server, path, request);
    };
    await signIn(10001, "password", how);
    dispatchEvent(new Event("online"));
    await resume();
    equal([state.value, server.isSignedIn, server.asked], ["in", true, ["POST /session", "POST /session"]]);
  }),

  "nobody is signed out while somebody signs in": () => at(async (server, signOutInVain) => {
    await signOutInVain();
    const { answer } = server;
    server.answer = async (path, request) => {
      const reply = request?.method === "POST" ? (server.isReached = true, await answer.call(server, path, request)) : undefined;
      if (reply) dispatchEvent(new Event("online"));
      await turn();
      return reply ?? answer.call(server, path, request);
    };
    await signIn(10001, "password", how);
    equal([state.value, server.isSignedIn], ["in", true]);
  }),

  "whoever has signed out does not go in again because the server has not heard of it": () => at(async (server, signOutInVain) => {
    await signOutInVain();
    const { answer } = server;
    server.answer = async (path, request) => {
      server.isReached = request?.method !== "DELETE";
      return answer.call(server, path, request);
    };
    await resume();
    equal([state.value, server.isSignedIn], ["unreachable", true]);
    server.answer = answer;
    server.isReached = true;
    await resume();
    equal([state.value, server.isSignedIn], ["out", false]);
  }),
};
