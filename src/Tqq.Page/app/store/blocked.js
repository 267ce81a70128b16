// @ts-check
import { effect } from "../../vendor/signals.js";
import { ask, askAll, Refusal } from "../api.js";
import { connection, hear } from "./events.js";
import { learn, learnAll, people } from "./people.js";
import { me, state } from "./signed.js";

// Counts what has changed: an answer that was on its way then is old.
let turn = 0;

/** Learns whom the account has blocked. @returns {Promise<void>} */
export async function loadBlocked() {
  const [{ uin }, before] = [me.peek(), turn];
  const all = await askAll("/blocked", "people");
  if (me.value?.uin !== uin) return undefined;
  if (turn !== before) return loadBlocked();
  const blocked = new Set(all.map(one => one.uin));
  const freed = [...people.value.values()].filter(one => one.isBlocked && !blocked.has(one.uin));
  learnAll([...freed.map(one => ({ uin: one.uin, isBlocked: false })),
    ...all.map(({ uin: number, nick, avatar }) => ({ uin: number, nick, avatar, isBlocked: true }))]);
  return undefined;
}

/** Blocks somebody, or takes that back. @param {number} uin @param {boolean} isBlocked */
export async function block(uin, isBlocked) {
  await ask(isBlocked ? "PUT" : "DELETE", `/people/${uin}/block`);
  turn++;
  learn({ uin, isBlocked });
}

hear("marked", () => { turn++; });
// What was blocked while there was no stream. Where it could not be read, it stays as it was until the server is reached the next time.
effect(() => {
  if (state.value === "in" && connection.value.state === "on") {
    loadBlocked().catch(fault => { if (!(fault instanceof Refusal)) throw fault; });
  }
});
