// @ts-check
import { html } from "../../../../../src/Tqq.Page/app/html.js";
import { me } from "../../../../../src/Tqq.Page/app/store/signed.js";
import { Account } from "../../../../../src/Tqq.Page/app/views/settings/account.js";
import { render } from "../../../../../src/Tqq.Page/vendor/preact.js";
import { equal } from "../../../check.js";

export const tests = {
  "the link to the own data says whose they are": () => {
    me.value = { uin: 10001 };
    const place = document.createElement("div");
    render(html`<${Account} />`, place);
    equal(place.querySelector("a[download]")?.getAttribute("href"), "/api/v1/me/export?account=10001");
    render(null, place);
  },
};
