// @ts-check
/** Accounts that were made, as CSV. @param {{ uin: number, nick: string, password?: string }[]} accounts */
export const sheetOf = accounts => ["uin,nick,password",
  ...accounts.map(one => [one.uin, one.nick, one.password ?? ""].map(cellOf).join(","))].join("\r\n");

/** A cell of CSV. What a sheet would take for a formula is kept from being one. @param {string | number} value */
function cellOf(value) {
  const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}
