// @ts-check
import { say } from "../../app/words.js";

/** The acts of the audit log as people say them. */
const acts = {
  "account.add": "Account made",
  "account.csv": "Accounts made from a list",
  "account.delete": "Account deleted",
  "account.disable": "Disabled",
  "account.edit": "Account changed",
  "account.enable": "Enabled",
  "account.export": "Account exported",
  "account.kick": "Kicked out everywhere",
  "account.password": "Password reset",
  "administrator.add": "Made administrator",
  "administrator.edit": "Rights changed",
  "administrator.link": "Link for an administrator made",
  "administrator.remove": "Administrator no more",
  "announcement.cancel": "Announcement stopped",
  "announcement.send": "Announcement sent",
  "app-password.add": "App password made",
  "app-password.remove": "App password removed",
  "backup.make": "Backup made",
  "invitation.make": "Invitation made",
  "invitation.revoke": "Invitation withdrawn",
  "number.release": "Numbers released",
  "number.reserve": "Numbers reserved",
  "session.confirm": "Password given again",
  "session.end": "Session ended",
  "session.in": "Signed in",
  "session.out": "Signed out",
  "totp.off": "Second factor switched off",
  "totp.on": "Second factor switched on",
};

/** @param {string} act */
export const actWords = act => acts[act] ? say(acts[act]) : act;
