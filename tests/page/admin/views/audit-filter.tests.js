// @ts-check
import { filterOf } from "../../../../src/Tqq.Page/admin/views/audit-filter.js";
import { equal } from "../../check.js";

export const tests = {
  "A number is a text: of who acted, or of on whom": () => equal(["10001", "4294967295", "token"].map(filterOf),
    ["text=10001", "text=4294967295", "text=token"]),
  "An address is where from": () => equal(["127.0.0.1", "2001:db8::1", "::1"].map(filterOf),
    ["from=127.0.0.1", "from=2001%3Adb8%3A%3A1", "from=%3A%3A1"]),
  "A name with a point in it is an act": () => equal(["account.delete", "account."].map(filterOf), ["act=account.delete", "act=account."]),
  "Anything else is a text": () => equal(["refused 409", "小红", "a&b"].map(filterOf),
    ["text=refused%20409", "text=%E5%B0%8F%E7%BA%A2", "text=a%26b"]),
};
