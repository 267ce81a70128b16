// @ts-check
import { computed, effect, signal } from "../../vendor/signals.js";
import { connection, hear } from "./events.js";
import { outbox, wentOut } from "./outbox.js";

/** For so long, in milliseconds, the page says that the server is reached again, once all has gone out. */
const shown = 4000;

/** What went out and came in since the connection was lost; null while it is lost, and when that has been said for long enough. */
export const returned = signal(/** @type {{ out: number, came: number } | null} */ (null));

/** Whether something is still to go out by itself. */
const isSending = computed(() => outbox.value.some(one => one.state !== "failed"));

let wasLost = false;
// A text goes out, and one comes in, as soon as the network is there, which may be before the connection is known to be.
let outBefore = 0;
let came = 0;

effect(() => {
  const isLost = connection.value.state === "lost";
  if (isLost === wasLost) return;
  wasLost = isLost;
  if (isLost) [outBefore, came] = [wentOut.peek(), 0];
  returned.value = isLost || connection.value.state !== "on" ? null : { out: wentOut.peek() - outBefore, came };
});

// What waited goes out one after the other; that is said until it is out.
effect(() => {
  const out = wentOut.value - outBefore;
  const now = returned.peek();
  if (now && out > now.out) returned.value = { ...now, out };
});

effect(() => {
  if (!returned.value || isSending.value) return undefined;
  const timer = setTimeout(() => { returned.value = null; }, shown);
  return () => clearTimeout(timer);
});

hear("message", ({ sent }) => {
  if (sent) return;
  came++;
  const now = returned.value;
  if (now) returned.value = { ...now, came };
});
