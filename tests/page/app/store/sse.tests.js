// @ts-check
import { isBehind, reader } from "../../../../src/Tqq.Page/app/store/sse.js";
import { equal } from "../../check.js";

const stream = "retry: 2000\n\nevent: ready\nid: 7-1\ndata: {\"uin\":10001}\n\n:\n\nevent: presence\ndata: {}\n\n";
const events = [{ name: "ready", data: "{\"uin\":10001}", id: "7-1" }, { name: "presence", data: "{}", id: "" }];

/** @param {string[]} parts */
function read(parts) {
  /** @type {unknown[]} */
  const heard = [];
  const take = reader(event => heard.push(event));
  parts.forEach(take);
  return heard;
}

export const tests = {
  "Events have a name, what is said, and where to go on": () => equal(read([stream]), events),
  "However a stream is cut, its events are the same": () => {
    for (let at = 0; at <= stream.length; at++) equal(read([stream.slice(0, at), stream.slice(at)]), events);
    equal(read([...stream]), events);
  },
  "An event that is cut off is none": () => equal(read([stream.slice(0, -1)]), events.slice(0, 1)),
  "Lines that say nothing are no events": () => equal(read([":\n\nretry: 1\n\n"]), []),
  "A later number stands behind": () =>
    equal([isBehind("7-10", "7-9"), isBehind("7-9", "7-9"), isBehind("7-8", "7-9")], [true, false, false]),
  "Whatever belongs to another epoch is new": () => equal([isBehind("8-1", "7-9"), isBehind("7-1", "")], [true, true]),
};
