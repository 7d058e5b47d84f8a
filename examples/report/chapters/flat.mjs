import { convolve } from "simdvolve";
import { number } from "../format.mjs";
import { convolve as convolveInJavaScript } from "../javascript/convolve.mjs";
import { figure, formula, heading, prose } from "../page.mjs";
import { colour, line, Plot, plot, stems } from "../plot.mjs";
import { uniform } from "../random.mjs";
import { deviation } from "../statistics.mjs";

export const id = "flat";
export const title = "Flat kernels: sums and moving averages";

export function write(lab) {
  return [sine(lab), movingAverage(lab)].join("");
}

/** 50 samples of a sine with the flat kernel [3, 3, 3]. */
function sine({ timings }) {
  const points = 50;
  const at = (n) => -2 * Math.PI + (4 * Math.PI * n) / (points - 1);
  const x = Float64Array.from({ length: points }, (_, n) => Math.sin(at(n)));
  const h = Float64Array.of(3, 3, 3);
  const y = timings.compare({
    step: "Sine with a flat kernel",
    work: "50 × 3",
    ours: (out) => convolve(x, h, { mode: "same", out }),
    javascript: (out) => convolveInJavaScript(x, h, "same", out),
  });
  const peak = Math.max(...y);
  return [
    heading("A sine with a flat kernel"),
    prose(
      `Take 50 points of a sine between −2π and 2π and the kernel [3, 3, 3]. Each output is three times the sum of three neighbours. On so smooth a curve the neighbours are nearly equal, so the result is the sine again, multiplied by the sum of the kernel, 9 (the largest value is ${number(peak, 4)}). Only at the ends, where a neighbour is missing and counts as zero, does the curve change its course.`,
    ),
    formula("y[n] = 3 · (x[n − 1] + x[n] + x[n + 1])"),
    figure(
      plot({
        label: "A sine of 50 points and its convolution with a flat kernel",
        legend: { "x: the sine": colour.input, "y: with [3, 3, 3], mode same": colour.result },
        x: { label: "t, radians", ticks: [-2, -1, 0, 1, 2].map((n) => n * Math.PI), tickFormat: inPi },
        y: { label: "value", grid: true },
        marks: [
          Plot.ruleY([0], { strokeOpacity: 0.4 }),
          stems(x, { x: at, stroke: colour.input }),
          line(y, { x: at }),
          Plot.dot(y, { x: (_, n) => at(n), y: (v) => v, r: 2.5, fill: colour.result }),
        ],
      }),
      "A kernel's sum is its gain for whatever changes slowly. A kernel that should keep the level must sum to 1.",
    ),
  ].join("");
}

function inPi(value) {
  const n = Math.round(value / Math.PI);
  return n === 0 ? "0" : `${n < 0 ? "−" : ""}${Math.abs(n) === 1 ? "" : Math.abs(n)}π`;
}

/** The mean of 100 neighbours over 300 random numbers. */
function movingAverage({ timings }) {
  const next = uniform(2024);
  const x = Float64Array.from({ length: 300 }, next);
  const h = new Float64Array(100).fill(1 / 100);
  const y = timings.compare({
    step: "Moving average of 100",
    work: "300 × 100",
    ours: (out) => convolve(x, h, { mode: "same", out }),
    javascript: (out) => convolveInJavaScript(x, h, "same", out),
  });
  // The window of 100 lies wholly inside the signal for outputs 50 … 250.
  const inner = y.subarray(50, 251);
  return [
    heading("A moving average"),
    prose(
      "Scaled to sum 1, the flat kernel is a moving average. Over 300 random numbers between 0 and 1 a window of 100 leaves little of their scatter:",
    ),
    formula("y[n] = (x[n − 50] + … + x[n + 49]) / 100"),
    figure(
      plot({
        label: "300 random numbers and their moving average over 100",
        legend: { "300 random numbers": colour.input, "moving average of 100, mode same": colour.result },
        x: { label: "n, samples" },
        y: { label: "value", grid: true, domain: [0, 1] },
        marks: [
          Plot.rectX(
            [
              [0, 50],
              [250, 299],
            ],
            { x1: "0", x2: "1", fill: colour.kernel, fillOpacity: 0.09 },
          ),
          line(x, { stroke: colour.input, strokeWidth: 1 }),
          line(y, { strokeWidth: 2.2 }),
        ],
      }),
      `Where the window lies inside, the standard deviation falls from ${number(deviation(x))} to ${number(deviation(inner))}; the mean of 100 independent numbers scatters a tenth as much as they do. In the shaded 50 samples at both ends the window hangs over and averages in zeros: the mean sinks to about half. Mode <i>valid</i> would leave them out.`,
    ),
  ].join("");
}
