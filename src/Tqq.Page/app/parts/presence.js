// @ts-check
import { isSameDay, shortDay, timeOf } from "../days.js";
import { unheardSince } from "../store/seen.js";
import { say } from "../words.js";

/** @type {Words} */
const words = { online: "Online", busy: "Busy" };

/** How somebody is to be seen, in words: as it is now, or as it was when something was heard of it last. @param {string} [status] */
export function presenceOf(status = "") {
  const last = say(words[status] ?? "Offline");
  if (!unheardSince.value) return last;
  const at = new Date(unheardSince.value).toISOString();
  const time = isSameDay(at, new Date().toISOString()) ? timeOf(at) : `${shortDay(at)} ${timeOf(at)}`;
  return say("{status} at {time}", { status: last, time });
}
