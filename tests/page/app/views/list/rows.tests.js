// @ts-check
import { html } from "../../../../../src/Tqq.Page/app/html.js";
import { areFriendsKnown, forgetPeople, loadFriends } from "../../../../../src/Tqq.Page/app/store/people.js";
import { forgetConversations, loadConversations } from "../../../../../src/Tqq.Page/app/store/conversations.js";
import { areRequestsKnown, forgetRequests, loadRequests, received } from "../../../../../src/Tqq.Page/app/store/requests.js";
import { me } from "../../../../../src/Tqq.Page/app/store/signed.js";
import { Empty } from "../../../../../src/Tqq.Page/app/views/conversation/empty.js";
import { Chats, Friends } from "../../../../../src/Tqq.Page/app/views/list/rows.js";
import { Requests } from "../../../../../src/Tqq.Page/app/views/requests/requests.js";
import { render } from "../../../../../src/Tqq.Page/vendor/preact.js";
import { equal } from "../../../check.js";

/** What a view shows. @param {any} view */
function textOf(view) {
  const place = document.createElement("div");
  render(html`<${view} />`, place);
  const text = place.textContent;
  render(null, place);
  return text;
}

/** Whether each of them says that there is nothing. */
const saySo = () => [textOf(Friends).includes("No friends yet."), textOf(Chats).includes("Add a friend"),
  textOf(Empty).includes("Add a friend"), textOf(Requests).includes("Nobody waits for an answer.")];

export const tests = {
  "a list is said to be empty when the server has said so, and not before": async () => {
    const { fetch } = globalThis;
    globalThis.fetch = async path => Response.json(String(path).includes("/requests/in")
      ? { requests: [] } : { friends: [], requests: [], conversations: [] });
    try {
      me.value = { uin: 10001 };
      forgetConversations();
      forgetPeople();
      forgetRequests();
      await loadConversations();
      equal(saySo(), [false, false, false, false]);
      await Promise.all([loadFriends(), loadRequests()]);
      equal(saySo(), [true, true, true, true]);
    } finally {
      globalThis.fetch = fetch;
    }
  },

  "what was known of one account is not known of the next one": () => {
    received.value = [{ uin: 20001, nick: "a", avatar: 0, words: "", at: "2027-01-31T08:00:00.000Z" }];
    forgetPeople();
    forgetRequests();
    equal([received.value, areFriendsKnown.value, areRequestsKnown.value], [[], false, false]);
  },
};
