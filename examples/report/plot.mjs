/** Plots as inline SVG by Observable Plot, drawn on a document without a browser. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { number } from "./format.mjs";

export * as Plot from "@observablehq/plot";

const { document } = parseHTML("<html><body></body></html>");

/** One meaning a colour throughout the page. */
export const colour = {
  input: "#9aa0aa",
  result: "#2b5fc9",
  kernel: "#e07b00",
  second: "#c2304a",
  third: "#1f8a5f",
  fourth: "#8a4fc0",
};

const WIDE = 820;
const NARROW = 390;

/**
 * A plot with its legend. It is drawn twice, for wide and for narrow screens, so that its
 * letters keep their size; the style sheet shows one of the two.
 *
 * @param {object} options - Observable Plot's, and:
 * @param {Record<string, string>} [options.legend] - Name → colour.
 * @param {"wide" | "half"} [options.span] - "half" is drawn once, narrow, to stand beside another.
 * @param {string} [options.title] - Stands above it.
 * @param {string} options.label - What the plot shows, for those who cannot see it.
 */
export function plot({ title = "", legend = {}, span = "wide", label, height = 280, ...options }) {
  const draw = (width, name) => {
    const svg = Plot.plot({
      ...options,
      width,
      height,
      marginLeft: options.marginLeft ?? 52,
      marginBottom: 42,
      marginTop: 26,
      marginRight: 18,
      style: { fontSize: "12px" },
      document,
    });
    svg.setAttribute("class", `${svg.getAttribute("class")} ${name}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
    return svg.outerHTML;
  };
  const drawings = span === "half" ? draw(NARROW, "half") : draw(WIDE, "wide") + draw(NARROW, "narrow");
  return `<div class="plot">${title ? `<h4>${title}</h4>` : ""}${legendOf(legend)}${drawings}</div>`;
}

function legendOf(entries) {
  const items = Object.entries(entries).map(([name, fill]) => `<span><i style="background:${fill}"></i>${name}</span>`);
  return items.length ? `<div class="legend">${items.join("")}</div>` : "";
}

/** A line through samples y at x (numbers, or a function of the index). */
export function line(y, { x = (n) => n, stroke = colour.result, strokeWidth = 1.6, ...options } = {}) {
  const at = typeof x === "function" ? x : (n) => x[n];
  const points = Array.from(y, (value, n) => [at(n), value]);
  return Plot.line(points, { stroke, strokeWidth, ...options });
}

/** Samples as dots on stems. */
export function stems(y, { x = (n) => n, stroke = colour.result, r = 3, ...options } = {}) {
  const points = Array.from(y, (value, n) => [x(n), value]);
  return [
    Plot.ruleX(points, { x: "0", y: "1", stroke, strokeWidth: 1.5, ...options }),
    Plot.dot(points, { fill: stroke, r, ...options }),
  ];
}

/** What a long waveform covers: least and greatest sample of each of `columns` stretches. */
export function envelope(y, { x, fill = colour.result, columns = 700 }) {
  const bands = Array.from({ length: columns }, (_, c) => {
    const from = Math.floor((c * y.length) / columns);
    const part = y.subarray(from, Math.max(from + 1, Math.floor(((c + 1) * y.length) / columns)));
    return { at: x(from), low: Math.min(...part), high: Math.max(...part) };
  });
  return Plot.areaY(bands, { x: "at", y1: "low", y2: "high", fill, stroke: fill, strokeWidth: 0.5 });
}

/** A picture (a data URI) laid over the rectangle x1…x2 by y1…y2 of the plot. */
export function raster(href, { x1, x2, y1, y2 }) {
  return (_index, { x, y }) => {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    const [left, right] = [x(x1), x(x2)].sort((a, b) => a - b);
    const [top, bottom] = [y(y1), y(y2)].sort((a, b) => a - b);
    const place = { href, x: left, y: top, width: right - left, height: bottom - top, preserveAspectRatio: "none" };
    for (const [name, value] of Object.entries(place)) image.setAttribute(name, String(value));
    return image;
  };
}

/** A bar that says which colour of `scheme` stands for which number of [low, high]. */
export function colourBar({ scheme, low, high, label }) {
  const { apply } = colourScale(scheme, low, high);
  const stops = Array.from({ length: 13 }, (_, n) => apply(low + ((high - low) * n) / 12));
  return `<div class="colour-bar"><span>${number(low)}</span><i style="background:linear-gradient(to right,${stops.join(",")})"></i><span>${number(high)}</span><em>${label}</em></div>`;
}

/** Observable Plot's colour scale over [low, high]: `.apply(value)` is a CSS colour. */
export function colourScale(scheme, low, high) {
  return Plot.scale({ color: { type: "linear", scheme, domain: [low, high], clamp: true } });
}
