// @ts-check
import { signal } from "../../../vendor/signals.js";

/** Which list is shown: "chats" or "friends". */
export const tab = signal("chats");
