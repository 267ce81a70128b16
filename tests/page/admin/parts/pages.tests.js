// @ts-check
import { usePages } from "../../../../src/Tqq.Page/admin/parts/pages.js";
import { html } from "../../../../src/Tqq.Page/app/html.js";
import { equal } from "../../check.js";
import { drawn, refused, until, withDrawn } from "../drawn.js";

/** @type {any} */
let list;

/** A list without a view. */
function List() {
  list = usePages("/accounts", "accounts");
  return html`<p>${list.rows?.join()}</p>`;
}

/**
 * The list is asked for twice more, and the second answer is there first.
 * @param {Response} first @param {Response} second @param {() => void} test
 */
function withBoth(first, second, test) {
  /** @type {((answer: Response) => void)[]} */
  const waiting = [];
  const answer = (/** @type {string} */ _, /** @type {string} */ path) =>
    path.startsWith("/accounts") ? new Promise(done => { waiting.push(done); }) : Response.json({});
  return withDrawn(List, {}, /** @type {any} */ (answer), async () => {
    await until(() => waiting.length);
    waiting[0](Response.json({ accounts: [10001] }));
    await until(() => list.rows);
    const [older, newer] = [list.load(), list.load()];
    waiting[2](second);
    await newer;
    waiting[1](first);
    await older;
    await drawn();
    test();
  });
}

export const tests = {
  "an older question that fails late says nothing about the newer answer": () =>
    withBoth(refused("busy", 503), Response.json({ accounts: [10002] }), () => equal([list.rows, list.refusal], [[10002], null])),

  "an older answer that comes late does not take away why the newer question failed": () =>
    withBoth(Response.json({ accounts: [10002] }), refused("busy", 503),
      () => equal([list.rows, list.refusal?.name], [[10001], "busy"])),
};
