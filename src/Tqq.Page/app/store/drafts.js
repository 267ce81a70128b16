// @ts-check
import { signal } from "../../vendor/signals.js";
import { keep, kept } from "../keep.js";
import { me } from "./signed.js";

/** What was begun and not sent, by peer. */
export const drafts = signal(/** @type {Record<string, string>} */ ({}));

const name = () => `drafts.${me.value.uin}`;

export function loadDrafts() {
  drafts.value = JSON.parse(kept(name()) ?? "{}");
}

/** @param {number} peer @param {string} text */
export function draft(peer, text) {
  const { [peer]: _, ...others } = drafts.value;
  drafts.value = text ? { ...others, [peer]: text } : others;
  keep(name(), JSON.stringify(drafts.value));
}
