// @ts-check
import { change } from "../../../../src/Tqq.Page/admin/draft.js";
import { Announcement } from "../../../../src/Tqq.Page/admin/views/announcement.js";
import { equal } from "../../check.js";
import { button, refused, until, withDrawn, write } from "../drawn.js";

/** The view, where the server answers the list so. @param {() => Response} list @param {(place: HTMLElement, sent: any[]) => any} test */
function withView(list, test) {
  /** @type {any[]} */
  const sent = [];
  change({ text: "", to: "all" });
  return withDrawn(Announcement, {}, (method, path, body) => {
    if (method === "POST") sent.push(body);
    return method === "GET" && path.startsWith("/announcements") ? list() : Response.json({});
  }, place => test(place, sent));
}

export const tests = {
  "to how many an announcement goes is not said before it is known": () =>
    withView(() => refused("busy", 503), async (place, sent) => {
      await until(() => place.querySelector(".error"));
      write(place.querySelector("textarea"), "Hello");
      await until(() => button(place, "Send to everyone")?.disabled === false);
      equal(/\d accounts|Accounts:/.test(place.textContent ?? ""), false);
      /** @type {HTMLElement | null} */ (place.querySelector("input[value=online]"))?.click();
      await until(() => button(place, "Send to those online"));
      equal(sent, []);
    }),

  "an announcement to everyone is asked about with their number, and one to those online is not": () =>
    withView(() => Response.json({ announcements: [], total: 0, accounts: 3, online: 2 }), async (place, sent) => {
      await until(() => button(place, "Send to 3 accounts"));
      write(place.querySelector("textarea"), "Hello");
      await until(() => button(place, "Send to 3 accounts")?.disabled === false);
      button(place, "Send to 3 accounts")?.click();
      await until(() => place.querySelector("dialog"));
      const dialog = /** @type {HTMLElement} */ (place.querySelector("dialog"));
      equal(dialog.textContent?.includes("Accounts: 3."), true);
      button(dialog, "Cancel")?.click();
      await until(() => !place.querySelector("dialog"));
      equal(sent, []);
      button(place, "Send to 3 accounts")?.click();
      await until(() => place.querySelector("dialog"));
      button(/** @type {HTMLElement} */ (place.querySelector("dialog")), "Send to 3 accounts")?.click();
      await until(() => sent.length);
      await until(() => !place.querySelector("dialog") && place.querySelector("textarea")?.value === "");

      /** @type {HTMLElement | null} */ (place.querySelector("input[value=online]"))?.click();
      write(place.querySelector("textarea"), "Hello");
      await until(() => button(place, "Send to 2 accounts")?.disabled === false);
      button(place, "Send to 2 accounts")?.click();
      await until(() => sent.length === 2);
      equal(sent, [{ text: "Hello", to: "all" }, { text: "Hello", to: "online" }]);
    }),
};
