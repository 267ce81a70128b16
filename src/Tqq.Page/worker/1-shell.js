// @ts-check
/// <reference lib="webworker" />
/* The service worker: it keeps the shell, so that the page opens without a network. It never answers for the API. */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The document, and all that it loads. Their names say what is in them, so that a shell is of one piece. @type {string[]} */
const shell = JSON.parse(`{{shell}}`);

/** Shells of other versions have other documents. */
const kept = `shell ${shell[0]}`;

/** For so long, in milliseconds, the network may make the document wait that is here already. */
const patience = 4000;

worker.addEventListener("install", event => {
  worker.skipWaiting();
  event.waitUntil(caches.open(kept).then(cache => cache.addAll(shell)));
});

worker.addEventListener("activate", event => event.waitUntil(forgetOld().then(() => worker.clients.claim())));

/** A tab that is open still has the version before this one. */
async function forgetOld() {
  const others = (await caches.keys()).filter(name => name.startsWith("shell ") && name !== kept);
  await Promise.all(others.slice(0, -1).map(name => caches.delete(name)));
}

worker.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (request.mode === "navigate" && pathname === "/") event.respondWith(newest(request));
  else if (shell.includes(pathname)) event.respondWith(caches.match(pathname).then(file => file ?? fetch(request)));
});

/** The document as the server has it now, else the one that is kept. @param {Request} request */
async function newest(request) {
  const own = await caches.match(shell[0]);
  if (!own) return fetch(request);
  const slow = new Promise(resolve => { setTimeout(resolve, patience); });
  const reply = await Promise.race([fetch(request).catch(() => undefined), slow]);
  // A proxy answers for a server that is down.
  return reply && reply.status < 500 ? reply : own;
}
