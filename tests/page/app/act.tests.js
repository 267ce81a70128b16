// @ts-check
import { newAct } from "../../../src/Tqq.Page/app/act.js";
import { Refusal } from "../../../src/Tqq.Page/app/api.js";
import { equal } from "../check.js";

/** @param {number} [seconds] */
const refuse = (seconds = 0) => { throw new Refusal("busy", "the disk hangs", seconds); };

export const tests = {
  "what was refused is there until it is done again, with what has not happened for that": async () => {
    const act = newAct();
    let isGood = false;
    const run = act.run(async () => isGood || refuse(), { what: "Nothing was read." });
    equal(act.isBusy.value, true);
    equal(await run, false);
    equal([act.isBusy.value, act.refusal.value.name, act.what.value, act.isComing.value], [false, "busy", "Nothing was read.", false]);
    isGood = true;
    await act.again();
    equal(act.refusal.value, null);
  },

  "an act that is patient is done again as soon as the server allows it": async () => {
    const act = newAct();
    let tries = 0;
    await new Promise(done => {
      act.run(async () => {
        if (++tries < 3) refuse(0.01);
        done(tries);
      }, { isPatient: true });
    });
    equal(tries, 3);
  },

  "what makes something is not done twice at once, and says that it may have happened where the answer was lost": async () => {
    for (const [makes, name] of [["once", "unanswered"], ["keyed", "unanswered-keyed"]]) {
      const act = newAct();
      let tries = 0;
      const { promise, reject: lose } = Promise.withResolvers();
      const make = () => {
        tries++;
        return promise;
      };
      const how = { makes: /** @type {import("../../../src/Tqq.Page/app/act.js").Making} */ (makes) };
      const first = act.run(make, how);
      equal(await act.run(make, how), false);
      equal([tries, act.isBusy.value], [1, true]);
      lose(new Refusal("network", "gone"));
      equal(await first, false);
      equal([act.refusal.value.name, act.isBusy.value], [name, false]);
      equal(await act.run(async () => { tries++; }, how), true);
      equal(tries, 2);
    }
  },

  "what only reads says that there was no answer, and no more": async () => {
    const act = newAct();
    await act.run(async () => { throw new Refusal("network", "gone"); });
    equal(act.refusal.value.name, "network");
  },

  "what was not made is told where nobody is there any more to see it": async () => {
    /** @type {string[]} */
    const late = [];
    for (const makes of [undefined, /** @type {const} */ ("once")]) {
      const act = newAct(fault => late.push(fault.name));
      const run = act.run(async () => refuse(), { makes });
      act.end();
      await run;
    }
    equal(late, ["busy"]);
  },

  "what is forgotten, or was asked for by nobody who is there, is not done again": async () => {
    for (const leave of /** @type {const} */ (["forget", "end"])) {
      const act = newAct();
      let tries = 0;
      await act.run(async () => {
        tries++;
        refuse(0.01);
      }, { isPatient: true });
      equal(act.isComing.value, true);
      act[leave]();
      await new Promise(later => { setTimeout(later, 50); });
      equal(tries, 1);
    }
  },
};
