/* Notifications: what the page tells, and what comes while it is closed. */

/**
 * @typedef {{ kind?: string, peer?: number, nick?: string, text?: string }} News as the server's push says it; no more than the account
 *   allows
 */

/** What belongs to one person is one notification, and the newest takes its place. @param {number | undefined} peer */
const tagOf = peer => peer ? `peer-${peer}` : "tqq";

/** @param {News} news */
async function showNews({ kind = "message", peer, nick, text }) {
  const words = await readWords();
  // A newer one makes itself heard as well: not all browsers know of that.
  const how = /** @type {NotificationOptions} */ ({ renotify: true });
  await worker.registration.showNotification(nick ?? "Tqq", {
    ...how,
    body: text ?? words[kind] ?? words.message ?? "",
    tag: tagOf(peer),
    icon: "{{file:image/icon-192.png}}",
    badge: "{{file:image/icon-192-maskable.png}}",
    data: kind === "request" ? "requests" : peer ? `chat/${peer}` : "",
  });
}

/** The words in the language that was chosen, as the page has left them here. @returns {Promise<Record<string, string>>} */
async function readWords() {
  const words = await caches.match("/words");
  return words ? words.json() : {};
}

/** @param {number} peer */
async function closeOf(peer) {
  for (const one of await worker.registration.getNotifications({ tag: tagOf(peer) })) one.close();
}

/** Shows a view in a page that is open, or opens one. @param {string} view */
async function openView(view) {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(one => new URL(one.url).pathname === "/");
  if (!page) {
    await worker.clients.openWindow(`/#/${view}`);
    return;
  }

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows; a page of this worker has its origin
  page.postMessage({ type: "open", view });
  await page.focus();
}

let last = Promise.resolve();

/**
 * Does one thing after the other: a browser that is asked what it shows forgets what it is just about to show.
 * @param {() => Promise<void>} act
 */
function inTurn(act) {
  const done = last.then(act);
  last = done.catch(() => {});
  return done;
}

worker.addEventListener("push", event => event.waitUntil(inTurn(() => showNews(event.data?.json() ?? {}))));

worker.addEventListener("message", event => {
  const { type, news, peer } = event.data;
  if (type === "show") event.waitUntil(inTurn(() => showNews(news)));
  else if (type === "close") event.waitUntil(inTurn(() => closeOf(peer)));
});

worker.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(openView(event.notification.data));
});

// The browser's push service has a new address: the server has to know it, with what it may say as before.
worker.addEventListener("pushsubscriptionchange", event => event.waitUntil(subscribeAnew()));

/** @param {string} path @param {RequestInit} [options] */
const ask = async (path, options) => (await fetch(`/api/v1/${path}`, options)).json();

async function subscribeAnew() {
  // A page may sign in as another account meanwhile, which may say something else.
  const headers = { "Tqq-Account": String((await ask("me")).uin) };
  const [{ key }, { subscriptions }] = await Promise.all([ask("push/key"), ask("push/subscriptions", { headers })]);
  const says = /** @type {{ isThis: boolean, says?: string }[]} */ (subscriptions).find(one => one.isThis)?.says;
  const subscription = await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await ask("push/subscriptions", {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ ...subscription.toJSON(), ...says ? { says } : {} }),
  });
}
