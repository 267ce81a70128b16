// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { say } from "../../words.js";

/**
 * Counts down to when the server is tried again, which is not put off when somebody sets the clock.
 * @param {{ until: number, pause: number }} props `pause` is how long is waited in all: more is never left, however the clock was set
 */
export function Seconds({ until, pause }) {
  const left = useSignal(Math.min(pause, until - Date.now()));
  useEffect(() => {
    const end = performance.now() + Math.min(pause, until - Date.now());
    const count = () => { left.value = end - performance.now(); };
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return say("No connection, again in {n} s", { n: Math.max(0, Math.ceil(left.value / 1000)) });
}
