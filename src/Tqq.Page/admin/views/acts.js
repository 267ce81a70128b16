// @ts-check
import { say } from "../../app/words.js";

/** The acts of the audit log as people say them. @type {Words} */
const acts = {
  "account.create": "Account made",
  "account.delete": "Account deleted",
  "account.disable": "Disabled",
  "account.edit": "Account changed",
  "account.enable": "Enabled",
  "account.export": "Account exported",
  "account.import": "Accounts made from a list",
  "account.import-cancel": "A list of accounts stopped",
  "account.import-check": "A list of accounts checked",
  "account.kick": "Kicked out",
  "account.password": "Password reset",
  "account.password-generate": "Password reset",
  "administrator.add": "Made administrator",
  "administrator.by-link": "Made administrator by a link",
  "administrator.link": "Link for an administrator made",
  "administrator.link-check": "Link for an administrator looked at",
  "administrator.remove": "Administrator no more",
  "administrator.role": "Rights changed",
  "administrator.sign-out": "Administrator signed out by another",
  "administrator.totp-reset": "Second factor reset",
  "announcement.cancel": "Announcement stopped",
  "announcement.make": "Announcement sent",
  "announcement.preview": "Announcement tried",
  "app-password.add": "App password made",
  "app-password.remove": "App password removed",
  "backup.make": "Backup made",
  "invitation.create": "Invitation made",
  "invitation.revoke": "Invitation withdrawn",
  "number.free": "Numbers released",
  "number.free-deleted": "Numbers released",
  "number.reserve": "Numbers reserved",
  "registration.change": "Registration changed",
  "session.close": "Signed out",
  "session.confirm": "Password given again",
  "session.end": "Session ended",
  "session.open": "Signed in",
  "totp.begin": "Second factor begun",
  "totp.off": "Second factor switched off",
  "totp.on": "Second factor switched on",
};

/** What an act is called. @param {string} act */
const nameOf = act => acts[act] ? say(acts[act]) : act;

/**
 * What a line of the audit log says of its act: only what is known to be done is said as done.
 * @param {{ act: string, outcome?: string }} entry
 */
export const actWords = ({ act, outcome }) => outcome === "done" ? nameOf(act) : say("Tried: {act}", { act: nameOf(act) });
