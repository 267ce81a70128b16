// @ts-check
import { Account } from "../../../../../src/Tqq.Page/admin/views/accounts/account.js";
import { equal } from "../../../check.js";
import { drawn, until, withDrawn, write } from "../../drawn.js";

/** The server's account, as what is sent changes it. */
const accountOf = () => ({ uin: 10002, nick: "Bao", enabled: true, wireLogin: "app-password", allowedAddresses: /** @type {any} */ ([]),
  whoMayAdd: "verify", created: "2026-11-01T00:00:00Z", fields: {} });

/** @param {(place: HTMLElement, account: ReturnType<typeof accountOf>) => Promise<void>} test */
function withAccount(test) {
  const account = accountOf();
  return withDrawn(Account, { uin: 10002, onClose: () => {} }, (method, path, body) => {
    if (path === "/accounts/10002" && method === "PATCH") {
      const { fields, ...others } = body;
      // The server keeps a name without the spaces around it.
      Object.assign(account, others, fields && { nick: fields.NK.trim() });
    }
    return Response.json(path === "/accounts/10002" ? account : { appPasswords: [], sessions: [] });
  }, async place => {
    await until(() => place.querySelector("#nickname"));
    await test(place, account);
  });
}

/** @param {HTMLElement} place @param {string} id @returns {HTMLInputElement} */
const field = (place, id) => /** @type {HTMLInputElement} */ (place.querySelector(`#${id}`));

/** Chooses in a select. @param {HTMLElement} place @param {string} id @param {string} value */
function choose(place, id, value) {
  field(place, id).value = value;
  field(place, id).dispatchEvent(new Event("change", { bubbles: true }));
}

export const tests = {
  "what was written and not saved stays when something else of the account is saved": () => withAccount(async (place, account) => {
    write(field(place, "nickname"), "Baobao");
    choose(place, "adding", "nobody");
    await until(() => account.whoMayAdd === "nobody");
    choose(place, "wire", "off");
    await until(() => account.wireLogin === "off");
    write(field(place, "networks"), "10.0.0.0/8");
    field(place, "nickname").form?.requestSubmit();
    await until(() => account.nick === "Baobao");
    await until(() => place.querySelector("h2")?.textContent?.includes("Baobao"));
    equal([field(place, "nickname").value, field(place, "networks").value], ["Baobao", "10.0.0.0/8"]);
  }),

  "what was saved is shown as the server has it, also when it changes again": () => withAccount(async (place, account) => {
    write(field(place, "nickname"), "  Baobao ");
    field(place, "nickname").form?.requestSubmit();
    await until(() => account.nick === "Baobao");
    await until(() => field(place, "nickname").value === "Baobao");
    account.nick = "Xiao Bao";
    choose(place, "adding", "nobody");
    await until(() => field(place, "nickname").value === "Xiao Bao");
    await drawn();
    equal(field(place, "adding").value, "nobody");
  }),
};
