// @ts-check
import { sheetOf } from "../../../../../src/Tqq.Page/admin/views/accounts/sheet.js";
import { equal } from "../../../check.js";

/** @param {string} nick */
const cells = nick => sheetOf([{ uin: 10_003, nick, password: "secret" }]).split("\r\n").slice(1).join("\r\n");

export const tests = {
  "The first line names the columns, and each account has one": () => equal(
    sheetOf([{ uin: 10_003, nick: "小红", password: "a b" }, { uin: 10_004, nick: "Fawn" }]),
    "uin,nick,password\r\n10003,小红,a b\r\n10004,Fawn,"),
  "Commas, quotes and line ends stand in quotes": () => equal(["a,b", "a\"b", "a\nb"].map(cells),
    ["10003,\"a,b\",secret", "10003,\"a\"\"b\",secret", "10003,\"a\nb\",secret"]),
  "What a sheet would take for a formula is text": () => equal(["=1+1", "+1", "-1", "@a", "a=b"].map(cells),
    ["10003,'=1+1,secret", "10003,'+1,secret", "10003,'-1,secret", "10003,'@a,secret", "10003,a=b,secret"]),
};
