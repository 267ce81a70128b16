// @ts-check
import { effect, signal } from "../../vendor/signals.js";
import { connection, hear } from "./events.js";
import { wentOut } from "./outbox.js";

/** For so long, in milliseconds, the page says that the server is reached again. */
const shown = 4000;

/** What went out and came in since the server is reached again; null when that has been said for long enough. */
export const returned = signal(/** @type {{ out: number, came: number } | null} */ (null));

let wasLost = false;
let outBefore = 0;
let timer = 0;

/** @param {{ out: number, came: number } | null} news */
function show(news) {
  returned.value = news;
  clearTimeout(timer);
  if (news) timer = setTimeout(() => { returned.value = null; }, shown);
}

effect(() => {
  const isLost = connection.value.state === "lost";
  if (isLost === wasLost) return;
  wasLost = isLost;
  outBefore = wentOut.peek();
  show(isLost || connection.value.state !== "on" ? null : { out: 0, came: 0 });
});

// What waited goes out one after the other; that is said until it is out.
effect(() => {
  const out = wentOut.value - outBefore;
  const now = returned.peek();
  if (now && out > now.out) show({ ...now, out });
});

hear("message", ({ sent }) => {
  const now = returned.value;
  if (now && !sent) returned.value = { ...now, came: now.came + 1 };
});
