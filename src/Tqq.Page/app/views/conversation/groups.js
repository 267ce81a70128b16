// @ts-check
import { isSameDay } from "../../days.js";

/** @typedef {import("../../store/logs.js").Message} Message */
/**
 * How a message is shown: `day` where a day begins, `isNew` where what is unread does, `isFirst` and `isEnd` of those that stand together.
 * @typedef {{ message: Message, day: boolean, isNew: boolean, isFirst: boolean, isEnd: boolean }} Shape
 */

const together = 3 * 60_000;

/** Whether somebody said it, to be shown as a bubble. @param {Message} message */
export const isSaid = message => message.kind === "message";

/** Whether two stand together: of one author, within three minutes of one day. @param {Message} one @param {Message} next */
const goesOn = (one, next) => one.sent === next.sent && isSaid(one) && isSaid(next)
  && Math.abs(Date.parse(next.at) - Date.parse(one.at)) < together && isSameDay(one.at, next.at);

/**
 * How some of the messages are shown. It depends on their neighbours alone, so that the rest need not be looked at.
 * @param {Message[]} messages oldest first @param {number} from @param {number} to behind the last
 * @param {string | undefined} firstNew the first that is unread
 * @returns {Shape[]}
 */
export function shapes(messages, from, to, firstNew) {
  return messages.slice(from, to).map((message, at) => {
    const [before, after] = [messages[from + at - 1], messages[from + at + 1]];
    const isNew = message.id === firstNew;
    return {
      message, isNew, day: !before || !isSameDay(before.at, message.at),
      isFirst: !before || isNew || !goesOn(before, message),
      isEnd: !after || after.id === firstNew || !goesOn(message, after),
    };
  });
}
