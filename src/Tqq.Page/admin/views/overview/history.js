// @ts-check
import { useEffect } from "../../../vendor/hooks.js";
import { useSignal } from "../../../vendor/signals.js";
import { html } from "../../../app/html.js";
import { language } from "../../../app/looks.js";
import { Choice } from "../../../app/parts/tabs.js";
import { Trouble } from "../../../app/parts/trouble.js";
import { say } from "../../../app/words.js";
import { askAdmin } from "../../session.js";
import { Chart } from "./chart.js";

/** What the chart can show: the member of the answer, and what it is called. */
const curves = [
  ["messagesPerMinute", "Messages a minute"], ["online", "Online now"], ["requestsPerSecond", "Requests a second"],
  ["toDiskP99Ms", "Sent until on disk, 99 % within (ms)"], ["toPageP99Ms", "On disk until shown, 99 % within (ms)"],
  ["heldReplies", "Replies held back"], ["errors", "Errors"],
];

const spans = { hour: "Hour", day: "Day", week: "Week" };

// A sample comes each 10 s.
const everyMilliseconds = 10_000;

/** The last hour, day or week of one figure. */
export function History() {
  const span = useSignal("hour");
  const curve = useSignal(curves[0][0]);
  const samples = useSignal(/** @type {any} */ (null));
  const trouble = useSignal(/** @type {any} */ (null));
  useEffect(() => {
    let isOver = false;
    const load = async () => {
      if (document.visibilityState !== "visible") return;
      const [found, refusal] = await askAdmin("GET", `/overview/history?span=${span.value}`)
        .then(all => [all, null], fault => [null, fault]);
      if (isOver) return;
      samples.value = found ?? samples.value;
      trouble.value = refusal;
    };
    load();
    const timer = setInterval(load, everyMilliseconds);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [span.value]);
  const words = curves.find(([name]) => name === curve.value)?.[1] ?? "";
  return html`<section class="panel"><div class="head"><h2>${say(words)}</h2><span class="right actions">
      <select class="input compact" aria-label=${say("Figure")} value=${curve.value}
        onChange=${(/** @type {Written} */ event) => { curve.value = event.currentTarget.value; }}>
        ${curves.map(([name, each]) => html`<option key=${name} value=${name}>${say(each)}</option>`)}</select>
      <${Choice} name="span" label=${say("Span")} choices=${Object.entries(spans).map(([name, each]) => [name, say(each)])}
        value=${span.value}
        onChoose=${(/** @type {string} */ name) => { span.value = name; }} /></span></div>
    <${Trouble} refusal=${trouble.value} />
    ${samples.value && html`<${Chart} key=${language.value} values=${samples.value[curve.value] ?? []} end=${samples.value.end}
      step=${samples.value.stepSeconds}
      span=${samples.value.span} marks=${samples.value.marks} title=${say(words)} />`}</section>`;
}
