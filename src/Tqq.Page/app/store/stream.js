// @ts-check
import { meantFor } from "../api.js";
import { reader } from "./sse.js";

/** The server says at least every 15 seconds that it lives. A connection that says nothing for so long is dead, in milliseconds. */
const longestSilence = 40_000;

/**
 * Opens the stream of events. It is read by hand, because an EventSource says neither why it was refused nor that all is silent.
 * @param {string} after behind which event; empty for from now on
 * @param {(event: import("./sse.js").Said) => void} hear
 * @param {(refusal: { status: number, seconds: number }) => void} lose called once when it ends by itself: `status` is 0 where the server
 *   was not reached or the connection broke, `seconds` how long it asks to wait
 * @returns {() => void} closes it
 */
export function openStream(after, hear, lose) {
  const ended = new AbortController();
  let silence = 0;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => fail(), longestSilence);
  };
  const close = () => {
    clearTimeout(silence);
    ended.abort();
  };
  const fail = (status = 0, seconds = 0) => {
    if (ended.signal.aborted) return;
    close();
    lose({ status, seconds });
  };
  const run = async () => {
    const reply = await fetch(`/api/v1/events${after ? `?after=${after}` : ""}`,
      { headers: { Accept: "text/event-stream", ...meantFor() }, cache: "no-store", signal: ended.signal });
    if (!reply.ok || !reply.body) return fail(reply.status, Number(reply.headers.get("Retry-After") ?? 0));
    const take = reader(event => { if (!ended.signal.aborted) hear(event); });
    const body = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part; !(part = await body.read()).done;) {
      listen();
      take(part.value);
    }

    return fail();
  };
  listen();
  run().catch(() => fail());
  return close;
}
