// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { say } from "../../words.js";

/** Counts down to when the server is tried again. @param {{ until: number }} props */
export function Seconds({ until }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => { now.value = Date.now(); }, 1000);
    return () => clearInterval(timer);
  }, []);
  return say("No connection, again in {n} s", { n: Math.max(0, Math.ceil((until - now.value) / 1000)) });
}
