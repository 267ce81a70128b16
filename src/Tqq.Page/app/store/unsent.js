// @ts-check
import { signal } from "../../vendor/signals.js";
import { kept } from "../keep.js";
import { readAll, remove } from "./database.js";
import { countDrafts, forgetDrafts } from "./drafts.js";

/**
 * How many texts accounts that were signed in here have written on this device and not sent, messages and drafts. They wait until the
 * account signs in again, and nobody else sees them.
 * @type {import("../../vendor/signals.js").Signal<{ uin: number, count: number }[]>}
 */
export const unsent = signal([]);

/** How many texts of an account are not sent. @param {number} uin */
export const countUnsent = async uin => (await readAll("outbox")).filter(one => one.uin === uin).length + countDrafts(uin);

/** Looks what is not sent. */
export async function loadUnsent() {
  const numbers = new Set([...(await readAll("outbox")).map(one => one.uin), Number(kept("uin"))]);
  const all = await Promise.all([...numbers].map(async uin => ({ uin, count: await countUnsent(uin) })));
  unsent.value = all.filter(one => one.count > 0);
}

/** Forgets the texts of an account. @param {number} uin */
export async function forgetUnsent(uin) {
  forgetDrafts(uin);
  for (const one of await readAll("outbox")) if (one.uin === uin) await remove("outbox", one.key);
  await loadUnsent();
}
