// @ts-check
import { isSameDay } from "../../days.js";

/** @typedef {import("../../store/conversations.js").Message} Message */
/** @typedef {{ day?: string, isNew?: boolean, messages: Message[], isMine: boolean }} Group `day` where a day begins, `isNew` where what is unread does */

const together = 3 * 60_000;

/**
 * Messages as they are shown: those of one author within three minutes stand together, below a line where a day or what is unread begins.
 * @param {Message[]} messages oldest first @param {string | undefined} readThrough the last that was read; undefined for all
 * @returns {Group[]}
 */
export function group(messages, readThrough) {
  const groups = /** @type {Group[]} */ ([]);
  let last = /** @type {Message | undefined} */ (undefined);
  for (const message of messages) {
    const beginsDay = !last || !isSameDay(last.at, message.at);
    const isNew = readThrough !== undefined && !message.sent && Number(message.id) > Number(readThrough)
      && !groups.some(one => one.isNew);
    const goesOn = last && !beginsDay && !isNew && last.sent === message.sent && isSaid(last) && isSaid(message)
      && Date.parse(message.at) - Date.parse(last.at) < together;
    const open = groups.at(-1);
    if (goesOn && open) open.messages.push(message);
    else groups.push({ day: beginsDay ? message.at : undefined, isNew, messages: [message], isMine: message.sent === true });
    last = message;
  }
  return groups;
}

/** Whether somebody said it, to be shown as a bubble. @param {Message} message */
export const isSaid = message => message.kind === "message";
