// @ts-check
import { Administrators } from "../../../../../src/Tqq.Page/admin/views/administrators/administrators.js";
import { equal } from "../../../check.js";
import { button, until, withDrawn } from "../../drawn.js";

export const tests = {
  "the rights of an administrator are changed only once somebody has said so": async () => {
    const one = { uin: 10002, nick: "Bao", role: "read-only", totp: false, since: "2026-11-01T00:00:00Z" };
    /** @type {any[]} */
    const sent = [];
    await withDrawn(Administrators, {}, (method, _, body) => {
      if (method === "PATCH") Object.assign(one, sent[sent.push(body) - 1]);
      return Response.json({ administrators: [one] });
    }, async place => {
      /** @returns {HTMLSelectElement | null} */
      const role = () => place.querySelector("select");
      const ask = async () => {
        const select = /** @type {HTMLSelectElement} */ (role());
        select.value = "full";
        select.dispatchEvent(new Event("change", { bubbles: true }));
        await until(() => place.querySelector("dialog"));
        return /** @type {HTMLElement} */ (place.querySelector("dialog"));
      };
      await until(role);
      button(await ask(), "Cancel")?.click();
      await until(() => !place.querySelector("dialog"));
      equal([role()?.value, sent], ["read-only", []]);
      button(await ask(), "Change the rights")?.click();
      await until(() => role()?.value === "full");
      equal(sent, [{ role: "full" }]);
    });
  },
};
