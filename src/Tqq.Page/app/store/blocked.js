// @ts-check
import { effect } from "../../vendor/signals.js";
import { ask, askAll, Refusal } from "../api.js";
import { connection, hear, tell } from "./events.js";
import { learn, learnAll, people } from "./people.js";
import { me, state } from "./signed.js";

/** Learns whom the account has blocked. */
export async function loadBlocked() {
  const { uin } = me.peek();
  const all = await askAll("/blocked", "people");
  if (me.value?.uin !== uin) return;
  const blocked = new Set(all.map(one => one.uin));
  const freed = [...people.value.values()].filter(one => one.isBlocked && !blocked.has(one.uin));
  learnAll([...freed.map(one => ({ uin: one.uin, isBlocked: false })),
    ...all.map(({ uin: number, nick, avatar }) => ({ uin: number, nick, avatar, isBlocked: true }))]);
}

/** Blocks somebody, or takes that back. @param {number} uin @param {boolean} isBlocked */
export async function block(uin, isBlocked) {
  await ask(isBlocked ? "PUT" : "DELETE", `/people/${uin}/block`);
  learn({ uin, isBlocked });
  tell("blocked");
}

// Where it could not be read, it stays as it was until the server is reached the next time.
const look = () => loadBlocked().catch(fault => { if (!(fault instanceof Refusal)) throw fault; });

// The stream does not say what another tab has changed.
hear("blocked", look);
effect(() => { if (state.value === "in" && connection.value.state === "on") look(); });
