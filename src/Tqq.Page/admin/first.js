// @ts-check
import { signal } from "../vendor/signals.js";

const read = () => /^#link=(\S+)$/.exec(location.hash)?.[1] ?? "";

/** The code of a link that makes an administrator, "" where the page was not opened by one. */
export const firstCode = signal(read());

addEventListener("hashchange", () => { firstCode.value = read(); });

/** Forgets the code; a link works once. */
export function forgetCode() {
  history.replaceState(null, "", "#/");
  firstCode.value = "";
}
