// @ts-check
import { signal } from "../../vendor/signals.js";
import { kept } from "../keep.js";
import { readAll, remove } from "./database.js";
import { countDrafts, forgetDrafts } from "./drafts.js";

/**
 * How many texts of an account are on this device and not on the server: `queued` are to be sent by themselves, `failed` could not be sent,
 * and `drafts` were begun.
 * @typedef {{ queued: number, failed: number, drafts: number }} Unsent
 */

/**
 * What accounts that were signed in here have written on this device and not sent. It is kept until the account signs in again, and nobody
 * else sees it.
 * @type {import("../../vendor/signals.js").Signal<({ uin: number } & Unsent)[]>}
 */
export const unsent = signal([]);

/** What of an account is not sent; null where there is nothing. @param {number} uin @returns {Promise<Unsent | null>} */
export async function countUnsent(uin) {
  const own = (await readAll("outbox")).filter(one => one.uin === uin);
  const failed = own.filter(one => one.state === "failed").length;
  const drafts = countDrafts(uin);
  return own.length + drafts ? { queued: own.length - failed, failed, drafts } : null;
}

/** Looks what is not sent. */
export async function loadUnsent() {
  const numbers = new Set([...(await readAll("outbox")).map(one => one.uin), Number(kept("uin"))]);
  const all = await Promise.all([...numbers].map(async uin => ({ uin, count: await countUnsent(uin) })));
  unsent.value = all.flatMap(({ uin, count }) => count ? [{ uin, ...count }] : []);
}

/** Forgets the texts of an account. @param {number} uin */
export async function forgetUnsent(uin) {
  forgetDrafts(uin);
  for (const one of await readAll("outbox")) if (one.uin === uin) await remove("outbox", one.key);
  await loadUnsent();
}
