// @ts-check
import { shapes } from "../../../../../src/Tqq.Page/app/views/conversation/groups.js";
import { equal } from "../../../check.js";

/** @param {number} id @param {number} minute @param {boolean} [sent] @param {string} [kind] */
const message = (id, minute, sent = false, kind = "message") =>
  ({ id: String(id), kind, peer: 10002, sent, text: `text ${id}`, at: new Date(2026, 5, 2, 12, minute).toISOString() });

/**
 * How messages are shown: "day new [ 1 ]" is one alone, at which a day and what is unread begin.
 * @param {any[]} all @param {string} [firstNew]
 */
const shown = (all, firstNew) => shapes(all, 0, all.length, firstNew).map(one =>
  [one.day && "day", one.isNew && "new", one.isFirst && "[", one.message.id, one.isEnd && "]"].filter(Boolean).join(" "));

export const tests = {
  "Those of one author within three minutes stand together": () => equal(
    shown([message(1, 0), message(2, 1), message(3, 5), message(4, 5, true)]), ["day [ 1", "2 ]", "[ 3 ]", "[ 4 ]"]),
  "Those between which the server's clock was set back do not": () => equal(
    shown([message(1, 30), message(2, 5), message(3, 6)]), ["day [ 1 ]", "[ 2", "3 ]"]),
  "What is unread begins a group": () => equal(
    shown([message(1, 0), message(2, 1), message(3, 2)], "2"), ["day [ 1 ]", "new [ 2", "3 ]"]),
  "A day begins a group": () => equal(
    shown([message(1, 11 * 60 + 59), message(2, 12 * 60)]), ["day [ 1 ]", "day [ 2 ]"]),
  "A notice stands alone": () => equal(
    shown([message(1, 0), message(2, 0, false, "notice"), message(3, 0)]), ["day [ 1 ]", "[ 2 ]", "[ 3 ]"]),
  "A part is shown as it is shown among all": () => {
    const all = [message(1, 0), message(2, 1), message(3, 2), message(4, 9)];
    equal(shapes(all, 1, 3, undefined), shapes(all, 0, 4, undefined).slice(1, 3));
  },
};
