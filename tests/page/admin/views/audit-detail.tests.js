// @ts-check
import "../../../../src/Tqq.Page/admin/words.js";
import { detailWords } from "../../../../src/Tqq.Page/admin/views/audit-detail.js";
import { language } from "../../../../src/Tqq.Page/app/looks.js";
import { equal } from "../../check.js";

export const tests = {
  "what was asked for is said in words": () => {
    language.value = "en";
    equal(detailWords('whoMayAdd="verify" wireLogin="app-password" allowedAddresses=["10.0.0.0/8","::1"] keepsSent=false'),
      "Who may add: After verification; How it may log in: App passwords only; Only from these networks: 10.0.0.0/8, ::1; "
      + "Keeps what it sends: no");
    equal(["allowedAddresses=[]", "name=\"Anna\" uses=3 days=null", "from=50000 to=50999", "to=\"all\"", "?devices=true", "role=full",
      "role=\"read-only\"", "registration=\"invite\""].map(detailWords), ["Only from these networks: From everywhere",
      "Name: Anna; How many accounts: 3; Good for how many days: no end", "First number: 50000; Last number: 50999", "To whom: Everyone",
      "Pages, programs and tokens, too: yes", "Rights: All rights", "Rights: Reads only", "Who may register: With a code"]);
    equal(detailWords('whoSees={"MO":"friends","EM":"nobody"}'), "Who sees what: Mobile (Friends), E-mail (Only me)");
    language.value = "zh";
    equal(detailWords("allowedAddresses=[] refusesStrangers=true"), "仅限这些网络：不限；不接收陌生人消息：是");
  },

  "what a route adds is said in words": () => {
    language.value = "en";
    equal(["fields NK BT", "app password 3", "2 accounts: 10001-10002", "repeated", "name=\"a; b=c\"; app password 7"].map(detailWords),
      ["Changed: Nickname, Blood type", "app password 3", "2 accounts: 10001-10002", "repeated", "Name: a; b=c; app password 7"]);
    language.value = "zh";
    equal(detailWords("fields NK BT"), "修改了：昵称、血型");
  },

  "of a key its beginning is said, and what stands behind the query of an address is apart from it once": () => {
    language.value = "en";
    equal(detailWords("?id=659d5ca5a0b1c2d3e4f5061728394a5b; 2 accounts: 20001 452021"),
      "List of accounts: 659d5ca5…; 2 accounts: 20001 452021");
    equal(detailWords("?devices=true; repeated"), "Pages, programs and tokens, too: yes; repeated");
  },

  "what is not known can be read all the same": () => {
    language.value = "en";
    equal(["speaksSlowly=true", "some-thing={\"fooBar\":[1,2]}", "tooLong=[]", "a sentence of a later server", "?q=a%20b", ""]
      .map(detailWords), ["speaks slowly: yes", "some-thing={\"fooBar\":[1,2]}", "too long: none", "a sentence of a later server", "q: a b",
      ""]);
    equal([`reason="${"x".repeat(20)}…`, "whoSees=null", "keepsSent=null", 'allowedAddresses="x"'].map(detailWords),
      [`Reason: "${"x".repeat(20)}…`, "Who sees what: none", "Keeps what it sends: not given", "Only from these networks: x"]);
  },
};
