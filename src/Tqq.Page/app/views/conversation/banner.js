// @ts-check
import { useEffect, useRef } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { timeOf } from "../../days.js";
import { html } from "../../html.js";
import { Icon } from "../../parts/icon.js";
import { connect, connection } from "../../store/events.js";
import { outbox } from "../../store/outbox.js";
import { say } from "../../words.js";

/** Says that the connection is lost, and for four seconds that it is back. It lies over the head of the log, so that nothing moves. */
export function Banner() {
  const { state, since } = connection.value;
  const was = useRef(state);
  const isBack = useSignal(false);
  useEffect(() => {
    const cameBack = was.current === "lost" && state === "on";
    was.current = state;
    if (!cameBack) return undefined;
    isBack.value = true;
    const timer = setTimeout(() => { isBack.value = false; }, 4000);
    return () => clearTimeout(timer);
  }, [state]);
  const waiting = outbox.value.filter(one => one.state !== "failed").length;
  if (state === "lost") {
    return html`<div class="lost-banner" role="status"><${Icon} name="lost" />
      <div><b>${say("No connection since {time}", { time: timeOf(new Date(since).toISOString()) })}</b>
        ${waiting > 0 && html`<span>${waiting > 1 ? say("{n} messages wait here and go out by themselves.", { n: waiting })
          : say("One message waits here and goes out by itself.")}</span>`}</div>
      <button type="button" class="btn low" onClick=${connect}>${say("Try now")}</button></div>`;
  }

  return isBack.value && html`<div class="lost-banner back-again" role="status"><${Icon} name="check" /><div><b>${say("Connected again.")}</b></div></div>`;
}
