// @ts-check
import { change, draft, isDraftInDoubt, keyOfDraft } from "../../../src/Tqq.Page/admin/draft.js";
import { equal } from "../check.js";

export const tests = {
  "each try of the same announcement has the same key": () => {
    change({ text: "tonight" });
    const key = keyOfDraft();
    equal(/^[0-9a-f]{32}$/.test(key), true);
    equal([keyOfDraft(), draft.value.text, draft.value.to], [key, "tonight", "all"]);
  },

  "another text, or for others, has another key": () => {
    change({ text: "tonight" });
    const keys = [keyOfDraft()];
    change({ text: "tomorrow" });
    keys.push(keyOfDraft());
    change({ to: "online" });
    keys.push(keyOfDraft());
    equal(new Set(keys).size, 3);
    equal([draft.value.text, draft.value.to], ["tomorrow", "online"]);
  },

  "a try of more than 23 hours ago is in doubt until the announcement is another one": () => {
    const { now } = Date;
    const hour = 3_600_000;
    try {
      change({ text: "tonight" });
      equal(isDraftInDoubt(), false);
      keyOfDraft();
      equal(isDraftInDoubt(), false);
      Date.now = () => now() + 22.9 * hour;
      equal(isDraftInDoubt(), false);
      Date.now = () => now() + 23.1 * hour;
      equal(isDraftInDoubt(), true);
      change({});
      equal(isDraftInDoubt(), false);
    } finally {
      Date.now = now;
    }
  },
};
