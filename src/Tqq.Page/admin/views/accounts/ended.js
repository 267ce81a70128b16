// @ts-check
import { html } from "../../../app/html.js";
import { Icon } from "../../../app/parts/icon.js";
import { say } from "../../../app/words.js";
import { valueWords } from "../../parts/values.js";

/** What a kick has ended, and what goes on, as `tqq account kick` says it. @param {{ ended: any }} props */
export function Ended({ ended }) {
  const { session, devices, left } = ended;
  return html`<div class="ended" role="status"><ul>
    ${session && html`<${Line}>${say("Its session of HTTP QQ from {address} has ended.", { address: session.address })}<//>`}
    ${devices.map((/** @type {DeviceRow} */ one) => html`<${Line} key=${one.number}>${say("Session {n} ({what}) has ended.",
      { n: String(one.number), what: [valueWords("door", one.kind), one.name].filter(Boolean).join(", ") })}<//>`)}
    ${!session && !devices.length && html`<${Line}>${say(left ? "It had no session of HTTP QQ." : "It had no session.")}<//>`}
    ${left > 0 && html`<${Line}>${say("Sessions of pages, programs and tokens that go on: {n}", { n: left })}<//>`}</ul></div>`;
}

/** @param {{ children?: any }} props */
const Line = ({ children }) => html`<li><${Icon} name="check" small /><span>${children}</span></li>`;
