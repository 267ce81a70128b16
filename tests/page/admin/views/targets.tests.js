// @ts-check
import "../../../../src/Tqq.Page/admin/words.js";
import { targetWords } from "../../../../src/Tqq.Page/admin/views/targets.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { equal } from "../../check.js";

export const tests = {
  "what is no account says what it is": () => {
    language.value = "en";
    equal([["invitation.create", "1"], ["announcement.cancel", "2"], ["app-password.remove", "10001/3"], ["session.end", "10001/4"],
      ["session.end", "10001/wire"], ["account.import-cancel", "659d5ca5a0b1c2d3e4f5061728394a5b"]]
      .map(([act, target]) => targetWords({ act, target })), ["invitation 1", "announcement 2", "10001 app password 3", "10001 session 4",
      "10001 HTTP QQ", "659d5ca5…"]);
    language.value = "zh";
    equal(targetWords({ act: "invitation.revoke", target: "1" }), "邀请码 1");
  },

  "an account is its number, and what is not known stays as it is": () => {
    language.value = "en";
    equal([["account.kick", "10001"], ["number.free", "20000"], ["backup.make", "tqq-1.db"], ["invitation.create", undefined],
      ["later.act", "10001/7"]].map(([act = "", target]) => targetWords({ act, target })), ["10001", "20000", "tqq-1.db", "–", "10001/7"]);
  },
};
