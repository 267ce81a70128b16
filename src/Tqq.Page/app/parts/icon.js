// @ts-check
import { html } from "../html.js";

const drawings = {
  account: html`<circle cx="12" cy="8.5" r="3.6"/><path d="M5 20c0-3.5 2.9-5.8 7-5.800s7 2.3 7 5.8"/>`,
  add: html`<circle cx="10" cy="8" r="3.5"/><path d="M3.5 19.500c0-3.3 2.7-5.5 6.5-5.500s6.5 2.2 6.5 5.500M19 7v6M16 10h6"/>`,
  bell: html`<path d="M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5zM10.300 20.500h3.400"/>`,
  back: html`<path d="M14.5 5l-7 7 7 7"/>`,
  chart: html`<path d="M4 19.500h16M6.5 15l4-4.5 3 2.5 4.5-6.5"/>`,
  chats: html`<path d="M6.5 5h11A2.5 2.5 0 0 1 20 7.500v7a2.5 2.5 0 0 1-2.5 2.500H11l-4 3.500V17h-.5A2.5 2.5 0 0 1 4 14.500v-7A2.5 2.5 0 0 1 6.5 5z"/>`,
  check: html`<path d="M5 12.500l4.5 4.500L19 7.5"/>`,
  clock: html`<circle cx="12" cy="12" r="8"/><path d="M12 7.500V12l3 2"/>`,
  close: html`<path d="M6.5 6.500l11 11M17.5 6.500l-11 11"/>`,
  computer: html`<rect x="3.5" y="5" width="17" height="11" rx="1.8"/><path d="M9 20h6"/>`,
  copy: html`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/>
    <path d="M15.5 8.500v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  disk: html`<ellipse cx="12" cy="6.5" rx="7" ry="2.8"/><path d="M5 6.500v11c0 1.5 3.1 2.8 7 2.800s7-1.3 7-2.800v-11M5 12c0 1.5 3.1 2.8 7 2.800s7-1.3 7-2.800"/>`,
  down: html`<path d="M6.5 9.500l5.5 5.5 5.5-5.5"/>`,
  eye: html`<path d="M2.8 12S6 6 12 6s9.2 6 9.2 6-3.2 6-9.2 6-9.2-6-9.2-6z"/><circle cx="12" cy="12" r="2.6"/>`,
  friends: html`<circle cx="9" cy="8.5" r="3.3"/><path d="M2.8 19c0-3.2 2.6-5.3 6.2-5.300s6.2 2.1 6.2 5.300M15.5 5.500a3.2 3.2 0 0 1 0 6M17.3 14c2.4.6 3.9 2.4 3.9 5"/>`,
  globe: html`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.500c2.6 2.4 3.6 5.200 3.600 8.500s-1 6.100-3.600 8.500c-2.6-2.4-3.6-5.2-3.6-8.500s1-6.100 3.600-8.500z"/>`,
  horn: html`<path d="M4 10v4h3l8 4.500v-13L7 10zM18.5 9.500a3.8 3.8 0 0 1 0 5"/>`,
  info: html`<circle cx="12" cy="12" r="8.5"/><path d="M12 11.500v4.500M12 8v.1"/>`,
  key: html`<circle cx="8" cy="15.5" r="3.8"/><path d="M10.8 12.700L19 4.500M15.5 8l3 3"/>`,
  lock: html`<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.500V8a3.5 3.5 0 0 1 7 0v2.5"/>`,
  log: html`<path d="M5 6h.1M5 12h.1M5 18h.1M9 6h10M9 12h10M9 18h7"/>`,
  lost: html`<path d="M4 4l16 16M3.5 9.500a13 13 0 0 1 4-2.400M12 6.200c3.3 0 6.2 1.2 8.5 3.300M7 13.200a7.6 7.6 0 0 1 3-1.800M15.2 12.100c.7.3 1.3.7 1.8 1.100M12 17.500v.1"/>`,
  more: html`<path d="M6 12h.1M12 12h.1M18 12h.1" stroke-width="2.6"/>`,
  mute: html`<path d="M4 4l16 16M6.500 16.500V11c0-1 .3-2 .8-2.800M9.500 6.100A5.500 5.500 0 0 1 17.500 11v3M5 18h13M10.300 20.500h3.400"/>`,
  number: html`<path d="M9.5 4L7.5 20M16.500 4l-2 16M4.500 9h16M3.500 15h16"/>`,
  out: html`<path d="M10 5H6.500a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2H10M14.5 8l4 4-4 4M18 12H9.5"/>`,
  phone: html`<rect x="7" y="3" width="10" height="18" rx="2.2"/><path d="M11 18h2"/>`,
  plus: html`<path d="M12 5v14M5 12h14"/>`,
  program: html`<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M7.5 10l2.8 2.2-2.8 2.200M12.5 15h4"/>`,
  remove: html`<path d="M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.500 11v5M13.500 11v5"/>`,
  search: html`<circle cx="11" cy="11" r="6"/><path d="M20 20l-4.6-4.6"/>`,
  send: html`<path d="M12 19V5.500M6 11l6-6 6 6"/>`,
  settings: html`<path d="M4 8h7M17 8h3M4 16h3M13 16h7"/><circle cx="14" cy="8" r="2.6"/><circle cx="10" cy="16" r="2.6"/>`,
  shield: html`<path d="M12 3.500l7 2.500v5.500c0 4.3-2.9 7.3-7 9-4.1-1.7-7-4.7-7-9V6z"/>`,
  smile: html`<circle cx="12" cy="12" r="8.5"/><path d="M8.500 14a4.200 4.200 0 0 0 7 0M9 9.500v.4M15 9.500v.4"/>`,
  spin: html`<path d="M12 4a8 8 0 1 1-8 8"/>`,
  stop: html`<circle cx="12" cy="12" r="8.5"/><path d="M6 18L18 6"/>`,
  ticket: html`<path d="M4 8a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v2a2 2 0 0 0 0 4v2a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-2a2 2 0 0 0 0-4zM14 6.500v2M14 11v2M14 15.500v2"/>`,
  warning: html`<path d="M12 4.500l8.5 15h-17zM12 10.500v4M12 17v.1"/>`,
};

/** @typedef {keyof typeof drawings} Name */

/**
 * An icon, for the eye alone: what it means stands beside it or on its button.
 * @param {{ name: Name, small?: boolean, more?: string }} props
 */
export function Icon({ name, small = false, more = "" }) {
  return html`<svg class=${`i ${small ? "s" : ""} ${more}`} viewBox="0 0 24 24" aria-hidden="true">${drawings[name]}</svg>`;
}
