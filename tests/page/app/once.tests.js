// @ts-check
import { belongTo, isAtStake, putAway, showOnce, shown, take, tell } from "../../../src/Tqq.Page/app/once.js";
import { equal } from "../check.js";

const once = { title: () => "password", body: () => "secret" };

/** Whether the browser asks before it leaves the page. */
function asks() {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

export const tests = {
  "the browser asks from the moment when something is asked for until it was taken": async () => {
    equal([isAtStake.value, asks()], [false, false]);
    const { promise, resolve: answer } = Promise.withResolvers();
    const making = showOnce(() => promise, made => ({ ...once, title: () => `${made}` }));
    equal([shown.value.length, asks()], [0, true]);
    answer("made");
    equal([await making, shown.value[0].title(), asks()], ["made", "made", true]);
    take(shown.value[0]);
    equal([shown.value.length, asks()], [1, false]);
    putAway(shown.value[0]);
    equal(shown.value.length, 0);
  },

  "what is put away without having been taken is lost on purpose": async () => {
    await showOnce(async () => "", () => once);
    putAway(shown.value[0]);
    equal([shown.value.length, asks()], [0, false]);
  },

  "where nothing was made, nothing is shown": async () => {
    const refused = await showOnce(async () => { throw new Error("no"); }, () => once).catch(fault => fault.message);
    equal([refused, shown.value.length, asks()], ["no", 0, false]);
  },

  "what an account was shown, or has asked for, is shown to no other one; the same one finds it after its session has ended": async () => {
    belongTo(10001);
    await showOnce(async () => "", () => once);
    belongTo(10001);
    equal(shown.value.length, 1);
    const { promise, resolve: answer } = Promise.withResolvers();
    const making = showOnce(() => promise, () => once);
    belongTo(10002);
    equal([shown.value.length, asks()], [0, true]);
    answer("made");
    await making;
    equal([shown.value.length, asks()], [0, false]);
  },

  "what is only told holds nobody up, and all waits for its turn": async () => {
    tell({ ...once, title: () => "first" });
    await showOnce(async () => "", () => ({ ...once, title: () => "second" }));
    equal([shown.value.map(one => one.title()), asks()], [["first", "second"], true]);
    shown.value.forEach(putAway);
    equal(asks(), false);
  },
};
