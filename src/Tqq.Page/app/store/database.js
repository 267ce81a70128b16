// @ts-check
import { signal } from "../../vendor/signals.js";

/** Whether this browser keeps what it is given. Where it does not, as in some private windows, things last as long as the page. */
export const isKept = signal(true);

/** What is kept: "outbox" by key of the message, "seen" by number of the account. */
const stores = /** @type {const} */ ({ outbox: "key", seen: "uin" });

/** @typedef {keyof typeof stores} Store @type {Record<Store, Map<string | number, any>>} */
const memory = { outbox: new Map(), seen: new Map() };

/** @type {Promise<IDBDatabase | null> | null} */
let opened = null;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answerOf = request => new Promise((resolve, reject) => {
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
});

/**
 * So long, in milliseconds, the browser may take to open its store, as a busy one does. Some never answer, and nothing would ever be sent.
 */
const patience = 30_000;

/** @param {IDBOpenDBRequest} request @returns {Promise<IDBDatabase>} */
const openedBy = request => new Promise((resolve, reject) => {
  const timer = setTimeout(() => {
    // Should it be opened after all, nothing is kept in it: one place for all is enough.
    request.addEventListener("success", () => request.result.close());
    reject(new Error("the browser does not open its store"));
  }, patience);
  answerOf(request).then(resolve, reject).finally(() => clearTimeout(timer));
});

/** @returns {Promise<IDBDatabase | null>} */
async function open() {
  try {
    const request = indexedDB.open("tqq", 1);
    request.addEventListener("upgradeneeded", () => {
      for (const [name, keyPath] of Object.entries(stores)) request.result.createObjectStore(name, { keyPath });
    });
    const database = await openedBy(request);
    // A later version of the page, in another tab, may have to change it; and a browser that clears its data closes it.
    for (const end of ["versionchange", "close"]) {
      database.addEventListener(end, () => {
        database.close();
        opened = null;
      });
    }

    return database;
  } catch {
    isKept.value = false;
    return null;
  }
}

/**
 * Does something in one transaction, in the browser's store or, where there is none, in memory.
 * @template T @param {Store} name @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @param {(all: Map<string | number, any>) => T} instead
 * @returns {Promise<T>}
 */
async function within(name, mode, ask, instead) {
  const database = await (opened ??= open());
  if (!database) return instead(memory[name]);
  try {
    const transaction = database.transaction(name, mode);
    const done = new Promise((resolve, reject) => {
      transaction.addEventListener("complete", resolve);
      transaction.addEventListener("abort", () => reject(transaction.error));
    });
    const answer = answerOf(ask(transaction.objectStore(name)));
    // Committed without waiting for the answer, it is done even where the page is closed at this moment.
    if (mode === "readwrite") transaction.commit();
    const [result] = await Promise.all([answer, done]);
    return result;
  } catch {
    // It is full, or was taken away: memory goes on.
    isKept.value = false;
    return instead(memory[name]);
  }
}

/** All that is kept of a kind. @param {Store} name @returns {Promise<any[]>} */
export async function readAll(name) {
  const all = await within(name, "readonly", store => store.getAll(), () => []);
  return [...all, ...memory[name].values()];
}

/** One of a kind; undefined for none. @param {Store} name @param {string | number} key @returns {Promise<any>} */
export const readOne = (name, key) => within(name, "readonly", store => store.get(key), all => all.get(key));

/** Keeps one. @param {Store} name @param {any} value */
export async function write(name, value) {
  await within(name, "readwrite", store => store.put(value), all => {
    all.set(value[stores[name]], value);
    return value[stores[name]];
  });
}

/** Keeps one no longer. @param {Store} name @param {string | number} key */
export async function remove(name, key) {
  memory[name].delete(key);
  await within(name, "readwrite", store => store.delete(key), () => undefined);
}
