// @ts-check
import { ask, mean, meantFor, onRefused } from "../../../src/Tqq.Page/app/api.js";
import { equal } from "../check.js";

/** What the page was told to do. @type {string[]} */
const told = [];
onRefused("not-signed-in", () => told.push("not-signed-in"));

/**
 * Asks as 10001, lets the page change, and answers then.
 * @param {string} method @param {() => void} change @param {{ answer?: Response, headers?: Record<string, string> }} [how]
 * @returns {Promise<string>} what came of it
 */
async function askAnd(method, change, { answer = Response.json({ uin: 10001 }), headers } = {}) {
  const { fetch } = globalThis;
  const { promise, resolve } = Promise.withResolvers();
  globalThis.fetch = () => promise;
  told.length = 0;
  try {
    mean(headers ? 0 : 10001);
    const asking = ask(method, "/me", undefined, headers).then(own => `answer of ${own.uin}`, refusal => refusal.name);
    change();
    resolve(answer);
    return await asking;
  } finally {
    globalThis.fetch = fetch;
  }
}

const other = () => mean(10002);
const door = () => mean(0);
const again = () => {
  mean(0);
  mean(10001);
};
const over = () => Response.json({ type: "/errors/not-signed-in" }, { status: 401 });

export const tests = {
  "an answer of an account that is not shown any more is not handed on": async () => {
    equal(await askAnd("GET", () => {}), "answer of 10001");
    for (const method of ["GET", "PATCH"]) equal(await askAnd(method, other), "other-account");
    for (const change of [door, again]) equal(await askAnd("GET", change), "other-account");
  },

  "what was done is told also to whoever has left the page meanwhile": async () => {
    for (const change of [door, again]) equal(await askAnd("DELETE", change), "answer of 10001");
  },

  "what is asked for by an account's name before the page shows it is that account's alone": async () => {
    const headers = meantFor(10001);
    equal([await askAnd("GET", () => mean(10001), { headers }), await askAnd("GET", door, { headers })],
      ["answer of 10001", "answer of 10001"]);
    equal(await askAnd("GET", other, { headers }), "other-account");
  },

  "that an earlier session is over does not end the one that is there": async () => {
    equal([await askAnd("PATCH", () => {}, { answer: over() }), told], ["not-signed-in", ["not-signed-in"]]);
    equal([await askAnd("PATCH", again, { answer: over() }), told], ["not-signed-in", []]);
    equal([await askAnd("PATCH", other, { answer: over() }), told], ["other-account", []]);
  },
};
