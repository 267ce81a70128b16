// @ts-check
import { ask, meantFor } from "../api.js";
import { kept } from "../keep.js";
import { hasLocks } from "./locks.js";
import { openStream } from "./stream.js";

/*
 * What is asked of the server before the page's own script has come: who is signed in and, where this browser knows that somebody is, the
 * stream of events and, behind its beginning, the lists. It holds for one account and one stream. Where another account is signed in by
 * then, or the stream is not gone on with, all of it is forgotten and asked for again.
 */

/** @typedef {(event: import("./sse.js").Said) => void} Hear */
/** @typedef {(refusal: { status: number, seconds: number }) => void} Lose */

/** What is asked for behind the beginning of the stream: what changes later, the stream says. */
const lists = ["/me", "/conversations?limit=200", "/friends?limit=200", "/requests/in?limit=200", "/requests/out?limit=200"];

/** Answers by path; each is given once. @type {Map<string, Promise<any>>} */
const answers = new Map();

/** Those that were asked for behind the beginning of the stream. @type {Map<string, Promise<any>>} */
const listed = new Map();

/** The stream, which nobody goes on with yet. @type {{ close: () => void, goOn: (hear: Hear, lose: Lose) => void } | null} */
let stream = null;

/** With which account this browser was signed in when that was asked for. @type {string | null} */
let account = null;

/** Whether this tab has no part any more in who asks ahead. */
let isLetGo = false;
let release = () => {};

/** Who has ended the session, where the stream has said so. */
let ender = "";

/** Whether no tab holds a lock. @param {string} name */
const isFree = name => navigator.locks.request(name, { ifAvailable: true }, Boolean);

/**
 * @param {Map<string, Promise<any>>} all @param {string} path @param {Record<string, string>} [headers]
 */
function begin(all, path, headers) {
  const answer = ask("GET", path, undefined, headers);
  // Whoever takes it hears why it was refused.
  answer.catch(() => {});
  all.set(path, answer);
}

/** @param {Map<string, Promise<any>>} all @param {string} path */
function taken(all, path) {
  if (kept("account") !== account) forgetAhead();
  const answer = all.get(path);
  all.delete(path);
  return answer;
}

/** Asks for what the page needs first. */
export function askAhead() {
  // Whoever has signed out is signed out first.
  if (kept("leaving")) return;
  account = kept("account");
  begin(answers, "/me");
  if (!account) begin(answers, "/registration");
  else if (!hasLocks) {
    // The tab leads that is looked at.
    if (document.visibilityState === "visible") listen();
  } else {
    // One of the tabs that are loading asks for the stream, where no other tab has it. It does not lead for that: its script may not come,
    // and a tab whose script is there waits for nobody.
    navigator.locks.request(`tqq.ahead.${account}`, { ifAvailable: true }, async lock => {
      if (!lock || !await isFree(`tqq.lead.${account}`) || isLetGo || kept("account") !== account) return;
      listen();
      await new Promise(done => { release = () => done(undefined); });
    }).catch(forgetAhead);
  }
}

/** Opens the stream, and keeps what it says. */
function listen() {
  /** @type {import("./sse.js").Said[]} */
  const heard = [];
  let isClosed = false;
  /** @type {Hear} */
  let hear = event => {
    heard.push(event);
    if (event.name === "session") ender = JSON.parse(event.data).by ?? "";
    if (event.name !== "ready") return;
    if (String(JSON.parse(event.data).uin) === account) for (const path of lists) begin(listed, path, meantFor(Number(account)));
    else forgetAhead();
  };
  /** @type {Lose} */
  let lose = forgetStream;
  const end = openStream("", event => hear(event), refusal => lose(refusal));
  const close = () => {
    isClosed = true;
    end();
  };
  stream = {
    close,
    goOn: (next, whenLost) => {
      lose = whenLost;
      queueMicrotask(() => {
        for (const event of heard) if (!isClosed) next(event);
        hear = next;
      });
    },
  };
}

/**
 * The answer to what was asked for ahead; undefined where it was not, or another account is signed in by now.
 * @param {string} path @returns {Promise<any> | undefined}
 */
export const ahead = path => taken(answers, path);

/** Reads a list, as it is now or was at the beginning of the stream that was opened ahead. @param {string} path */
export const readList = path => taken(listed, path) ?? ask("GET", path);

/**
 * Goes on with the stream that was opened ahead.
 * @param {number} uin for which account @param {Hear} hear is told what it has said already, and what it says @param {Lose} lose
 * @returns {(() => void) | null} closes it; null where there is none
 */
export function streamAhead(uin, hear, lose) {
  if (kept("account") !== account || account !== String(uin)) forgetAhead();
  const one = stream;
  if (!one) return null;
  stream = null;
  one.goOn(hear, lose);
  return one.close;
}

/** This tab takes its place among those whose scripts are there: another one that is loading may ask ahead. */
export function letLead() {
  isLetGo = true;
  release();
}

/** Forgets the stream that was opened ahead. */
export function forgetStream() {
  stream?.close();
  stream = null;
  listed.clear();
  letLead();
}

/** Who has ended the session of the stream that was opened ahead, "" where it has not said so; said once. */
export function endedAhead() {
  const by = ender;
  ender = "";
  return by;
}

/** Forgets what was asked for ahead and is of no use any more. */
export function forgetAhead() {
  answers.clear();
  forgetStream();
}

// Another tab has signed in or out: what was asked for may be of either account.
addEventListener("storage", event => { if (event.key === "tqq.account") forgetAhead(); });
