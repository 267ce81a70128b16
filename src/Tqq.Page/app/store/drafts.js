// @ts-check
import { signal } from "../../vendor/signals.js";
import { keep, kept } from "../keep.js";
import { trimmed } from "../text.js";
import { me } from "./signed.js";

/** What was begun and not sent, by peer. */
export const drafts = signal(/** @type {Record<string, string>} */ ({}));

/** @param {number} uin */
const name = uin => `drafts.${uin}`;

/** Takes up what was begun, here or in another tab. */
export function loadDrafts() {
  drafts.value = JSON.parse(kept(name(me.value.uin)) ?? "{}");
}

/** @param {number} peer @param {string} text */
export function draft(peer, text) {
  // Another tab may have begun something else since.
  const { [peer]: _, ...others } = JSON.parse(kept(name(me.value.uin)) ?? "{}");
  drafts.value = text ? { ...others, [peer]: text } : others;
  keep(name(me.value.uin), Object.keys(drafts.value).length ? JSON.stringify(drafts.value) : null);
}

/** Shows nothing as begun. It stays on the device until what is sent is there, too: a tab may be killed in between. @param {number} peer */
export function hideDraft(peer) {
  const { [peer]: _, ...others } = drafts.value;
  drafts.value = others;
}

/** Forgets what was begun, unless something else was begun since. @param {number} peer @param {string} words what was sent of it */
export function forgetDraft(peer, words) {
  if (trimmed(JSON.parse(kept(name(me.value.uin)) ?? "{}")[peer] ?? "") === words) draft(peer, "");
}

/** How many drafts an account has on this device. @param {number} uin */
export const countDrafts = uin => Object.values(JSON.parse(kept(name(uin)) ?? "{}")).filter(text => trimmed(text)).length;

/** @param {number} uin */
export const forgetDrafts = uin => keep(name(uin), null);

addEventListener("storage", event => { if (me.value && event.key === `tqq.${name(me.value.uin)}`) loadDrafts(); });
