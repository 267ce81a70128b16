// @ts-check
import { say } from "../../app/words.js";

/**
 * What the words of the admin API are called on the page, by what they are about. Where a value is left out, nothing is said of it.
 * @type {Record<string, Words>}
 */
const values = {
  adding: {
    "anyone": "Anyone",
    "verify": "After verification",
    "nobody": "Nobody",
  },
  announcement: {
    "sending": "on its way",
    "done": "done",
    "cancelled": "cancelled",
  },
  audience: {
    "everyone": "Everyone",
    "friends": "Friends",
    "nobody": "Only me",
  },
  backup: {
    "copying": "Copying",
    "verifying": "Reading through",
  },
  door: {
    "wire": "HTTP QQ",
    "web": "Web",
    "bot": "API",
    "admin": "Administration",
    "program": "API",
    "token": "API",
  },
  finding: {
    "everyone": "By nickname, too",
    "by-number": "By number",
    "nobody": "Nobody",
  },
  hearers: {
    "all": "Everyone",
    "online": "Those online",
  },
  invitation: {
    "open": "Valid",
    "used-up": "Used up",
    "over": "Over",
  },
  login: {
    "password": "Password or app password",
    "app-password": "App passwords only",
    "off": "Off",
  },
  mark: {
    "start": "start",
    "backup": "backup",
  },
  registration: {
    "closed": "Nobody",
    "invite": "With a code",
    "open": "Anyone",
  },
  role: {
    "read-only": "Reads only",
    "full": "All rights",
  },
  source: {
    "default": "default",
    "file": "settings file",
    "environment": "environment",
    "command-line": "command line",
    "administrator": "administrator",
  },
  status: {
    "online": "Online",
    "busy": "Busy",
    "invisible": "Invisible",
    "offline": "Offline",
  },
  who: {
    "token": "server's machine",
    "link": "by a link",
    "nobody": "not signed in",
  },
};

/**
 * A word of the API in the language of the page. A number, and what a later server says, stays as it is.
 * @param {string} about @param {string} value
 */
export const valueWords = (about, value) => {
  const words = Object.hasOwn(values[about], value) ? values[about][value] : "";
  return words ? say(words) : value;
};

/** The words of the API that there are for something. @param {string} about */
export const valuesOf = about => Object.keys(values[about]);
