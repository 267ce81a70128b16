// @ts-check
import { html } from "../../../../../src/Tqq.Page/app/html.js";
import { connection } from "../../../../../src/Tqq.Page/app/store/events.js";
import { Facts } from "../../../../../src/Tqq.Page/app/views/people/facts.js";
import { render } from "../../../../../src/Tqq.Page/vendor/preact.js";
import { equal } from "../../../check.js";

/** What the card of somebody shows, in words. @param {any} person @param {string} selector */
function shown(person, selector) {
  const place = document.createElement("div");
  render(html`<${Facts} person=${{ uin: 10002, ...person }} />`, place);
  return [...place.querySelectorAll(selector)].map(one => one.textContent?.trim());
}

/** @param {any} profile */
const factsOf = profile => shown({ profile: { nick: "Bao", avatar: 0, ...profile } }, "dt, dd");

export const tests = {
  "what is said of sex and age alone has a name of its own": () => {
    equal(factsOf({ age: 30 }), ["Age", "30 years"]);
    equal(factsOf({ sex: "female" }), ["Sex", "Female"]);
    equal(factsOf({ sex: "female", age: 30 }), ["Sex, age", "Female, 30"]);
  },

  "without a connection a card says how somebody was seen last, and when": () => {
    const friend = { profile: { nick: "Bao", avatar: 0 }, friend: true, status: "busy" };
    connection.value = { state: "on", since: 0 };
    equal(shown(friend, ".presence"), ["Busy"]);
    const since = new Date();
    since.setHours(0, 0, 0, 0);
    connection.value = { state: "lost", since: since.getTime() };
    equal(shown(friend, ".presence"), ["Busy at 00:00"]);
    connection.value = { state: "lost", since: new Date(2026, 4, 28, 14, 36).getTime() };
    equal(/^Busy at 28 May.* 14:36$/.test(String(shown(friend, ".presence")[0])), true);
  },
};
