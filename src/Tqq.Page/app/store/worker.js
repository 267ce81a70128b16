// @ts-check
/** Where the service worker is. */
const address = "/service-worker.js";

/** Browsers have service workers only for pages that come over https, or from this machine. */
export const hasWorker = "serviceWorker" in navigator;

/**
 * The address, as a browser takes it that wants to know who made it: by the one policy that the page has, which knows nothing else.
 * @returns {string}
 */
function trusted() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  return trustedTypes ? trustedTypes.createPolicy("service-worker", { createScriptURL: () => address }).createScriptURL("") : address;
}

/** The service worker of this page, once it is there; null where there is none. @type {Promise<ServiceWorkerRegistration | null>} */
export const registration = hasWorker
  ? navigator.serviceWorker.register(trusted(), { updateViaCache: "none" }).then(() => navigator.serviceWorker.ready, () => null)
  : Promise.resolve(null);

/** Tells the service worker something. @param {{ type: string, [more: string]: any }} told */
export async function tellWorker(told) {
  (await registration)?.active?.postMessage(told);
}
