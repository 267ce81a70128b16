// @ts-check
import { timeOf } from "../../days.js";
import { html } from "../../html.js";
import { Icon } from "../../parts/icon.js";
import { isKept } from "../../store/database.js";
import { connection, tryNow } from "../../store/events.js";
import { outbox } from "../../store/outbox.js";
import { returned } from "../../store/returned.js";
import { say } from "../../words.js";

/** Says that the connection is lost, and for a while that it is back. It lies over the head of the log, so that nothing moves. */
export function Banner() {
  const { state, since } = connection.value;
  const waiting = outbox.value.filter(one => one.state !== "failed").length;
  if (state === "lost") {
    return html`<div class="lost-banner" role="status"><${Icon} name="lost" />
      <div><b>${say("No connection since {time}", { time: timeOf(new Date(since).toISOString()) })}</b>
        ${waiting > 0 && html`<span>${wordsOf(waiting)}</span>`}</div>
      <button type="button" class="btn low" onClick=${tryNow}>${say("Try now")}</button></div>`;
  }

  return returned.value && html`<div class="lost-banner back-again" role="status"><${Icon} name="check" /><div>
    <b>${backWords(returned.value)}</b></div></div>`;
}

/** @param {number} waiting how many wait */
function wordsOf(waiting) {
  if (!isKept.value) return say("What waits here goes out by itself, as long as this page stays open: this browser keeps nothing.");
  return waiting > 1 ? say("{n} messages wait here and go out by themselves.", { n: waiting })
    : say("One message waits here and goes out by itself.");
}

/** @param {{ out: number, came: number }} counts */
function backWords({ out, came }) {
  const values = { out, came };
  if (out > 1 && came) return say("Connected again. {out} messages went out, {came} came in.", values);
  if (out && came) return say("Connected again. One message went out, {came} came in.", values);
  if (out > 1) return say("Connected again. {out} messages went out.", values);
  if (out) return say("Connected again. One message went out.");
  if (came > 1) return say("Connected again. {came} messages came in.", values);
  return came ? say("Connected again. One message came in.") : say("Connected again.");
}
