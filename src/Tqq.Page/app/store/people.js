// @ts-check
import { computed, signal } from "../../vendor/signals.js";
import { ask, askAll } from "../api.js";
import { readList } from "./ahead.js";

/**
 * What is known of somebody. `status` is known of friends alone.
 * @typedef {{ uin: number, nick: string, avatar: number, status?: string, isFriend?: boolean, isBlocked?: boolean }} Person
 */

/** Everybody who is known, by number. */
export const people = signal(/** @type {Map<number, Person>} */ (new Map()));

/** Whether it is known who is a friend. */
export const areFriendsKnown = signal(false);

const asked = new Set();

const names = new Intl.Collator();

/** The friends, those who are to be seen first, by name. */
export const friends = computed(() => [...people.value.values()].filter(one => one.isFriend)
  .toSorted((one, other) => Number(isAway(one)) - Number(isAway(other)) || names.compare(one.nick, other.nick)));

/** @param {Person | undefined} one */
export const isAway = one => (one?.status ?? "offline") === "offline";

/** @param {Partial<Person> & { uin: number }} news */
export const learn = news => learnAll([news]);

/** @param {(Partial<Person> & { uin: number })[]} all */
export function learnAll(all) {
  const known = new Map(people.value);
  for (const news of all) {
    const said = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined));
    known.set(news.uin, { uin: news.uin, nick: String(news.uin), avatar: 0, ...known.get(news.uin), ...said });
  }

  people.value = known;
}

/** @param {(Partial<Person> & { uin: number })[]} presence the friends who are to be seen */
export function see(presence) {
  const seen = new Set(presence.map(one => one.uin));
  for (const friend of friends.value) if (!seen.has(friend.uin) && !isAway(friend)) learn({ uin: friend.uin, status: "offline" });
  presence.forEach(learn);
}

export async function loadFriends() {
  const all = await askAll("/friends", "friends", readList);
  const known = new Map([...people.value].map(([uin, one]) => [uin, { ...one, isFriend: false, status: undefined }]));
  for (const one of all) known.set(one.uin, { ...known.get(one.uin), ...one, isFriend: true });
  [people.value, areFriendsKnown.value] = [known, true];
}

/** Asks once who somebody is of whom nothing is known. @param {number} uin */
export function meet(uin) {
  if (asked.has(uin) || people.value.has(uin)) return;
  asked.add(uin);
  ask("GET", `/people/${uin}`).then(
    ({ nick, avatar, friend: isFriend, status, blocked: isBlocked }) => learn({ uin, nick, avatar, isFriend, status, isBlocked }),
    () => asked.delete(uin));
}

/** Somebody is blocked, or no longer; of whom nothing is known, all is asked for. @param {number} uin @param {boolean} isBlocked */
export const seeBlocked = (uin, isBlocked) => people.value.has(uin) ? learn({ uin, isBlocked }) : meet(uin);

/** Asks who is muted, where no stream has said it. @returns {Promise<{ uin: number, muted: boolean }[]>} */
export const loadMuted = async () => (await askAll("/muted", "people")).map(({ uin }) => ({ uin, muted: true }));

export function forgetPeople() {
  [people.value, areFriendsKnown.value] = [new Map(), false];
  asked.clear();
}
