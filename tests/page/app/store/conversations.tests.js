// @ts-check
import { conversations, forgetConversations, learnConversation, loadConversations, loadMoreConversations, newest, read, rest, take }
  from "../../../../src/Tqq.Page/app/store/conversations.js";
import { loadNewest } from "../../../../src/Tqq.Page/app/store/logs.js";
import { people } from "../../../../src/Tqq.Page/app/store/people.js";
import { equal } from "../../check.js";

/** What the page has told the server. @type {string[]} */
const told = [];

/** A server with so many conversations: the first peer is 20001, and what was said with them last has the id 1. @param {number} count */
function serve(count) {
  const last = new Map(Array.from({ length: count }, (_, at) => [20001 + at, at + 1]));
  /** @param {number} peer */
  const message = peer => ({ id: String(last.get(peer)), kind: "message", peer, at: "2027-01-31T08:00:00.000Z", sent: false, text: "hi" });
  told.length = 0;
  globalThis.fetch = async (path, options) => {
    const url = new URL(String(path), location.href);
    if (options?.method === "POST") {
      told.push(`${url.pathname} ${options.body}`);
      return new Response(null, { status: 204 });
    }

    const peer = Number(/conversations\/(\d+)\/messages/.exec(url.pathname)?.[1]);
    if (peer) return Response.json({ messages: [message(peer)] });
    const [before, limit] = [Number(url.searchParams.get("before") ?? 1e9), Number(url.searchParams.get("limit"))];
    const found = [...last].filter(([, id]) => id < before).toSorted(([, a], [, b]) => b - a).slice(0, limit);
    return Response.json({ next: found.length === limit ? String(found[found.length - 1][1]) : undefined,
      conversations: found.map(([one]) => ({ peer: one, unread: one === 20002 ? 3 : 0, muted: one === 20003, nick: `n${one}`, avatar: 1,
        last: message(one) })) });
  };
  return {
    /** Somebody says something. @param {number} peer */
    say: peer => {
      last.set(peer, Math.max(...last.values()) + 1);
      return message(peer);
    },
  };
}

export const tests = {
  "a list of 2,500 is read in part, and on to its end when that is wanted": async () => {
    forgetConversations();
    serve(2500);
    await loadConversations();
    equal([newest.value.length, newest.value[0].peer, rest.value], [2000, 22500, "501"]);
    while (rest.value !== null) await loadMoreConversations();
    equal([newest.value.length, newest.value[2499].peer, people.value.get(20001)?.nick], [2500, 20001, "n20001"]);
    await loadMoreConversations();
    equal(newest.value.length, 2500);
  },

  "after the connection was lost as much is read as was known": async () => {
    forgetConversations();
    serve(2500);
    await loadConversations();
    await loadMoreConversations();
    await loadConversations();
    equal(newest.value.length, 2200);
  },

  "with whom something is said further down, it is read how much is unread and whether they are muted": async () => {
    forgetConversations();
    const server = serve(2500);
    await loadConversations();
    for (const peer of [20002, 20003, 20004]) {
      const message = server.say(peer);
      take(message);
      equal(newest.value[0].peer, peer);
      await learnConversation(message);
    }

    equal([20002, 20003, 20004].map(peer => conversations.value?.get(peer)).map(one => [one?.unread, one?.muted]),
      [[3, false], [0, true], [0, false]]);
    await loadMoreConversations();
    equal(conversations.value?.get(20003)?.muted, true);
  },

  "a conversation further down that is read is read on the server, once": async () => {
    forgetConversations();
    serve(2500);
    await loadConversations();
    await loadNewest(20002);
    read(20002);
    read(20002);
    equal(told, ["/api/v1/conversations/20002/read {\"through\":\"2\"}"]);
  },
};
