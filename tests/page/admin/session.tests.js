// @ts-check
import { askAdmin, askAdminCsv, confirm, enter, isOver, question, resume, signOut, state } from "../../../src/Tqq.Page/admin/session.js";
import "../../../src/Tqq.Page/admin/sentences.js";
import "../../../src/Tqq.Page/admin/words.js";
import { chinese } from "../../../src/Tqq.Page/app/chinese.js";
import { language } from "../../../src/Tqq.Page/app/looks.js";
import { troubleOf } from "../../../src/Tqq.Page/app/parts/trouble.js";
import { shareWords } from "../../../src/Tqq.Page/app/words.js";
import { kept } from "../../../src/Tqq.Page/app/keep.js";
import { equal } from "../check.js";

/** @param {number} uin @returns {import("../../../src/Tqq.Page/admin/session.js").Administrator} */
const administrator = uin => ({ uin, nick: "", role: "full", totp: false, recoveryCodes: 0 });

/** What is said of what the server refuses. @param {string} method @param {string} path */
const said = (method, path) => askAdmin(method, path).catch(refusal => troubleOf(refusal.name));

export const tests = {
  "a session that the server has ended is said to be over, and one that was signed out is not": async () => {
    const { fetch } = globalThis;
    globalThis.fetch = async () => Response.json({ type: "/errors/not-signed-in" }, { status: 401 });
    try {
      enter(administrator(10001));
      await askAdmin("GET", "/accounts").catch(() => {});
      equal([state.value, isOver.value, kept("administrator")], ["out", true, "10001"]);
      enter(administrator(10001));
      equal(isOver.value, false);
      await signOut();
      equal([state.value, isOver.value, kept("administrator")], ["out", false, "10001"]);
    } finally {
      globalThis.fetch = fetch;
    }
  },

  "an act that waits for the password of one administrator is not confirmed by the next one": async () => {
    /** @type {string[]} */
    const asked = [];
    const { fetch } = globalThis;
    globalThis.fetch = async (path, options) => {
      asked.push(`${options?.method} ${path}`);
      return options?.method === "DELETE"
        ? Response.json({ type: "/errors/confirm-password" }, { status: 403 }) : Response.json(administrator(10002));
    };
    try {
      enter(administrator(10001));
      const act = askAdmin("DELETE", "/accounts/10003").then(() => "done", () => "given up");
      while (!question.value) await new Promise(done => { setTimeout(done); });
      // In another tab somebody else has signed in meanwhile: the cookie is theirs.
      await confirm("their password");
      equal([await act, question.value], ["given up", null]);
      equal(asked, ["DELETE /admin/api/v1/accounts/10003", "POST /admin/api/v1/session/confirm"]);
    } finally {
      globalThis.fetch = fetch;
    }
  },

  "a server that fails, or has no time, has ended no session: it is asked again until it says who is signed in": async () => {
    const { fetch, setTimeout } = globalThis;
    /** @type {{ act: any, milliseconds: number }[]} */
    const later = [];
    // What is to be done later is done when the test says so.
    globalThis.setTimeout = (/** @type {any} */ act, milliseconds = 0) => later.push({ act, milliseconds });
    try {
      enter(administrator(10001));
      state.value = "asking";
      for (const [type, status, headers] of /** @type {const} */ ([["/errors/busy", 503, { "Retry-After": "9" }], ["", 500, {}],
        ["/errors/too-fast", 429, {}], ["/errors/uncertain", 503, {}], ["", 502, {}]])) {
        globalThis.fetch = async () => Response.json({ type }, { status, headers });
        await (later.pop()?.act() ?? resume());
        equal([state.value, isOver.value, later.length], ["unreachable", false, 1]);
        if (type === "/errors/busy") equal(later[0].milliseconds >= 9000, true);
      }

      globalThis.fetch = async () => Response.json(administrator(10001));
      await later.pop()?.act();
      equal([state.value, later.length], ["in", 0]);
      state.value = "asking";
      globalThis.fetch = async () => Response.json({ type: "/errors/not-signed-in" }, { status: 401 });
      await resume();
      equal([state.value, isOver.value], ["out", true]);
    } finally {
      Object.assign(globalThis, { fetch, setTimeout });
    }
  },

  "what is taken away and is not there any more is said to be gone, and not to be no number": async () => {
    const { fetch } = globalThis;
    globalThis.fetch = async () => Response.json({ type: "/errors/missing" }, { status: 404 });
    try {
      shareWords(chinese);
      const [gone, none] = ["This is gone already.", "There is no such number."];
      for (const [method, path, words] of [["DELETE", "/administrators/10002", gone], ["DELETE", "/invitations/abc", gone],
        ["PATCH", "/administrators/10002", gone], ["PATCH", "/accounts/10002", none], ["GET", "/accounts/10002", none]]) {
        language.value = "en";
        equal(await said(method, path), words);
        language.value = "zh";
        equal(await said(method, path), words === gone ? "已经不在了。" : "没有这个号码。");
      }
    } finally {
      globalThis.fetch = fetch;
    }
  },

  "a silent network is given up after half a minute, and what takes as long as its list later": async () => {
    /** @type {number[]} */
    const given = [];
    const [{ fetch }, { timeout }] = [globalThis, AbortSignal];
    AbortSignal.timeout = milliseconds => {
      given.push(milliseconds);
      return timeout.call(AbortSignal, milliseconds);
    };
    globalThis.fetch = async () => Response.json({});
    try {
      await askAdmin("GET", "/overview");
      await askAdminCsv("/accounts/csv", "nick");
      equal(given, [30_000, 1_800_000]);
    } finally {
      globalThis.fetch = fetch;
      AbortSignal.timeout = timeout;
    }
  },
};
