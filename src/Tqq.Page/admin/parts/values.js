// @ts-check
import { say } from "../../app/words.js";

/**
 * What the words of the admin API are called on the page, by what they are about. Where a value is left out, nothing is said of it.
 * @type {Record<string, Words>}
 */
const values = {
  act: {
    "repeated": "repeated",
    "by a link": "by a link",
  },
  announcement: {
    "sending": "on its way",
    "done": "done",
    "cancelled": "cancelled",
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
  invitation: {
    "open": "Valid",
    "used-up": "Used up",
    "over": "Over",
  },
  mark: {
    "start": "start",
    "backup": "backup",
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
    "token": "admin.json",
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
