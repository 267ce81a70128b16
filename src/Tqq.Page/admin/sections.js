// @ts-check
import { Accounts } from "./views/accounts/accounts.js";
import { Administrators } from "./views/administrators/administrators.js";
import { Announcement } from "./views/announcement.js";
import { Audit } from "./views/audit.js";
import { Invitations } from "./views/invitations.js";
import { Numbers } from "./views/numbers.js";
import { Overview } from "./views/overview/overview.js";
import { Sessions } from "./views/sessions.js";
import { Settings } from "./views/settings.js";
import { Store } from "./views/store.js";

/** The pages, in the order of the column. */
export const sections = [
  { name: "overview", words: "Overview", icon: "chart", View: Overview },
  { name: "accounts", words: "Accounts", icon: "friends", View: Accounts },
  { name: "sessions", words: "Sessions", icon: "computer", View: Sessions },
  { name: "invitations", words: "Invitations", icon: "ticket", View: Invitations },
  { name: "numbers", words: "Numbers", icon: "number", View: Numbers },
  { name: "announcement", words: "Announcement", icon: "horn", View: Announcement },
  { name: "audit", words: "Audit log", icon: "log", View: Audit },
  { name: "administrators", words: "Administrators", icon: "shield", View: Administrators },
  { name: "store", words: "Store and backups", icon: "disk", View: Store },
  { name: "settings", words: "Settings in force", icon: "settings", View: Settings },
];

/** The page of a name; the first where there is none. @param {string | undefined} name */
export const viewOf = name => sections.find(one => one.name === name) ?? sections[0];
