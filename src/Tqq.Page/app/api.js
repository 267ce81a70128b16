// @ts-check
/** What the server refused. `name` is the last part of its type, such as "mailbox-full"; "network" where there was no answer. */
export class Refusal extends Error {
  /** @param {string} name @param {string} detail @param {number} seconds how long to wait before another try; 0 for not said */
  constructor(name, detail, seconds = 0) {
    super(detail);
    this.name = name;
    this.seconds = seconds;
  }
}

/**
 * Asks the API.
 * @param {string} method @param {string} path behind /api/v1 @param {unknown} [body] @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the answer; null for none
 */
export async function ask(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (fault) {
    throw new Refusal("network", String(fault));
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Refusal((problem.type ?? "").replace("/errors/", "") || "fault", problem.detail ?? response.statusText,
    Number(response.headers.get("Retry-After") ?? 0));
}

/**
 * All parts of a list.
 * @param {string} path @param {string} name what the list is called in the answer
 */
export async function askAll(path, name) {
  const all = [];
  let next;
  do {
    const part = await ask("GET", `${path}?limit=200${next ? `&after=${encodeURIComponent(next)}` : ""}`);
    all.push(...part[name]);
    next = part.next;
  } while (next);
  return all;
}
