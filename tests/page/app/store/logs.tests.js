// @ts-check
import { addToLog, forgetLogs, loadNewer, loadNewest, logOf, logs, removeFromLog } from "../../../../src/Tqq.Page/app/store/logs.js";
import { equal } from "../../check.js";

/** @param {number} id */
const message = id => ({ id: String(id), kind: "message", peer: 10002, at: "2027-01-31T08:00:00.000Z", sent: true, text: `text ${id}` });

/** @returns {string[]} the messages that are known */
const known = () => logOf(10002).messages.map(({ id }) => id);

/** Has the server answer only when that is called, with these messages. @returns {(ids: number[]) => void} */
function hold() {
  const { promise, resolve } = Promise.withResolvers();
  globalThis.fetch = async () => Response.json({ messages: (await promise).map(message), next: null });
  return resolve;
}

export const tests = {
  "what was sent while the log was read stands there once, although the answer and the event both say it": async () => {
    for (const read of [[1], [1, 2], []]) {
      forgetLogs();
      const answer = hold();
      const reading = loadNewest(10002);
      addToLog(message(2));
      addToLog(message(2));
      answer(read);
      await reading;
      equal(known(), read.includes(1) ? ["1", "2"] : ["2"]);
    }
  },

  "so it does where the log is read on from what was seen before": async () => {
    logs.value = new Map([[10002, { messages: [message(1)], older: "1", newer: "1", isLoaded: true, isLoading: false }]]);
    const answer = hold();
    const reading = loadNewer(10002);
    addToLog(message(3));
    addToLog(message(2));
    addToLog(message(3));
    answer([]);
    await reading;
    equal(known(), ["1", "2", "3"]);
  },

  "what was deleted while the log was read does not come back with it": async () => {
    forgetLogs();
    const answer = hold();
    const reading = loadNewest(10002);
    addToLog(message(3));
    removeFromLog(10002, "1");
    removeFromLog(10002, "3");
    answer([1, 2]);
    await reading;
    equal(known(), ["2"]);
  },
};
