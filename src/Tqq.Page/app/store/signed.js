// @ts-check
import { effect, signal } from "../../vendor/signals.js";
import { mean } from "../api.js";
import { keep, kept } from "../keep.js";

/** Whether somebody is signed in here: "asking", "unreachable" where the server does not answer that, "out", "in". */
export const state = signal("asking");

/** Whether somebody was signed in here and has not signed out: the session was ended elsewhere, by a new password or an administrator. */
export const isOver = signal(false);

/** Who has ended it, where the server has said so: "administrator", or "". */
export const endedBy = signal("");

/** Whether somebody who is signed in has opened a link with an invitation, and has not gone on from there. */
export const isInvited = signal(false);

/** The own account, as `GET /me` has it. */
export const me = signal(/** @type {any} */ (null));

/** Takes in what the server says of the own account, and nothing of an account that this tab does not show. @param {any} own */
export function renew(own) {
  if (state.value === "in" && own.uin === me.value.uin) me.value = own;
}

// Nothing is done in this tab for an account that it does not show.
effect(() => mean(state.value === "in" ? me.value.uin : 0));

/**
 * Whether this browser is still signed in with the account that this tab shows: the tabs share one cookie, and another tab may have changed
 * it.
 */
export const isCurrent = () => state.value === "in" && kept("account") === String(me.value.uin);

/** Says with which account this browser is signed in; null while that changes. @param {number | null} uin */
export const setCurrent = uin => keep("account", uin === null ? null : String(uin));
