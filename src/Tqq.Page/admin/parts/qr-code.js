// @ts-check
import { correction, generate } from "../../vendor/lean-qr.js";
import { html } from "../../app/html.js";

// So many modules stay light around a code, or cameras do not find it.
const margin = 4;

/** A text as a QR code: one path, of which each piece is a run of dark modules. @param {{ text: string, label: string }} props */
export function QrCode({ text, label }) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * margin;
  return html`<svg class="qr" role="img" aria-label=${label} viewBox=${`${-margin} ${-margin} ${side} ${side}`}
    shape-rendering="crispEdges"><path d=${runs(code).join("")} /></svg>`;
}

/** @param {{ size: number, get: (x: number, y: number) => boolean }} code */
function runs({ size, get }) {
  const found = [];
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = x;
      while (get(x, y)) x += 1;
      if (x > from) found.push(`M${from} ${y}h${x - from}v1h${from - x}z`);
    }
  return found;
}
