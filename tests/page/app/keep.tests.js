// @ts-check
import { keep, kept } from "../../../src/Tqq.Page/app/keep.js";
import { equal } from "../check.js";

/** Does something while the browser keeps nothing more. @param {() => void} act */
function whileFull(act) {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  try {
    act();
  } finally {
    Storage.prototype.setItem = setItem;
  }
}

export const tests = {
  "What a full browser does not keep lasts as long as the page": () => whileFull(() => {
    keep("account", "10001");
    equal(kept("account"), "10001");
    keep("account", null);
    equal(kept("account"), null);
  }),
  "What it kept before does not count any more, and stays for the next time": () => {
    keep("draft", "begun");
    whileFull(() => keep("draft", "begun and gone on"));
    equal([kept("draft"), localStorage.getItem("tqq.draft")], ["begun and gone on", "begun"]);
  },
  "When there is room again it is kept": () => {
    whileFull(() => keep("theme", "dark"));
    keep("theme", "light");
    equal([kept("theme"), localStorage.getItem("tqq.theme")], ["light", "light"]);
  },
};
