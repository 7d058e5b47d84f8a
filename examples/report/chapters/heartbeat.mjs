import { convolve, ndimage } from "simdvolve";
import { readColumns } from "../csv.mjs";
import { number, percent } from "../format.mjs";
import { convolve as convolveInJavaScript } from "../javascript/convolve.mjs";
import { figure, heading, prose, table } from "../page.mjs";
import { colour, line, Plot, plot } from "../plot.mjs";
import { median, roughness, sum } from "../statistics.mjs";
import { gaussianKernel } from "./gaussian.mjs";

export const id = "heartbeat";
export const title = "A heartbeat: less noise, the same peaks";

const RATE = 360; // samples a second
const NEAR = 5; // samples by which a peak may move and still be the same

export function write({ timings }) {
  const { time_s: time, ecg_mV: ecg } = readColumns(new URL("../../data/ecg.csv", import.meta.url));
  return [paying(timings, time, ecg), modes(time, ecg), lengths(timings, time, ecg), slopes(timings, time, ecg)].join("");
}

function paying(timings, time, ecg) {
  const smooth = (points, sigma) => {
    const g = gaussianKernel(points, sigma);
    return timings.compare({
      step: `Heartbeat with a Gaussian, σ ${sigma}`,
      work: `${number(ecg.length, 5)} × ${points}`,
      ours: (out) => convolve(ecg, g, { mode: "same", out }),
      javascript: (out) => convolveInJavaScript(ecg, g, "same", out),
    });
  };
  const beats = findPeaks(ecg);
  const versions = [
    { name: "as recorded", y: ecg },
    { name: "21 points, σ = 1", y: smooth(21, 1) },
    { name: "11 points, σ = 2", y: smooth(11, 2) },
  ].map((version) => ({ ...version, ...measure(version.y, beats) }));
  const [before, slight, after] = versions;
  const found = foundAgain(after.y, beats);
  const clearer = after.height / after.noise / (before.height / before.noise);
  const excerpt = (from, to, height) => {
    const part = (y) => y.subarray(from * RATE, to * RATE + 1);
    return plot({
      label: `The electrocardiogram from ${from} s to ${to} s before and after smoothing`,
      height,
      x: { label: "time, s" },
      y: { label: "ECG, mV", grid: true },
      marks: [
        line(part(ecg), { x: part(time), stroke: colour.input, strokeWidth: 1.2 }),
        line(part(slight.y), { x: part(time), stroke: colour.third, strokeWidth: 1.4 }),
        line(part(after.y), { x: part(time), strokeWidth: 1.8 }),
      ],
      legend: {
        "as recorded": colour.input,
        "21 points, σ = 1 sample (2.8 ms)": colour.third,
        "11 points, σ = 2 samples (5.6 ms)": colour.result,
      },
    });
  };
  return [
    prose(
      "<code>ecg.csv</code> is one minute of a real electrocardiogram, 360 samples a second. A fine ripple and now and then the trembling of muscles lie over it. The tall, narrow R peak is what a cardiologist, and a pulse counter, look for: smoothing pays if the noise goes and the peak stays.",
    ),
    figure(
      excerpt(10.9, 12.6, 300),
      "Four beats. The ripple between them is gone; the R peaks stand where they stood, a little lower.",
    ),
    figure(
      excerpt(28.2, 29.6, 300),
      "The same where a muscle trembles: of the fast noise little is left, and the beats can be told from it.",
    ),
    table(
      ["", "#noise between beats", "#of it left", "#height of the R peaks", "#of it left", "#peak over noise"],
      versions.map(({ name, noise, height }) => [
        name,
        `${number(noise * 1000)} µV`,
        percent(noise / before.noise),
        `${number(height)} mV`,
        percent(height / before.height),
        number(height / noise),
      ]),
    ),
    prose(
      `Measured over all ${beats.length} R peaks of the minute. Noise is the RMS of what is left of 50&nbsp;ms stretches between the beats when a parabola, which follows the slow waves, is taken off (the median over the stretches); a peak's height counts from the median of the 0.3&nbsp;s around it. The kernel with σ = 2 lets a third of the noise through and keeps the peaks to ${percent(after.height / before.height)}: they stand ${number(clearer, 2)} times as high above the noise as before, the same search finds ${found === beats.length ? "all of them" : `${found} of them`}, and none moves by more than ${after.moved === 1 ? "one sample" : `${after.moved} samples`}. Who needs the exact height takes σ = 1.`,
    ),
    tradeOff(ecg, beats, before),
  ].join("");
}

/** Noise and peak height against σ. */
function tradeOff(ecg, beats, before) {
  const sigmas = Array.from({ length: 30 }, (_, n) => 0.3 + n * 0.2);
  const points = sigmas.map((sigma) => {
    const y = convolve(ecg, gaussianKernel(2 * Math.ceil(4 * sigma) + 1, sigma), { mode: "same" });
    const { noise, height } = measure(y, beats);
    return { sigma: (sigma / RATE) * 1000, noise: (100 * noise) / before.noise, height: (100 * height) / before.height };
  });
  const chosen = (2 / RATE) * 1000;
  return figure(
    plot({
      label: "Noise and peak height left, against the kernel's width",
      height: 260,
      legend: { "R peak left": colour.result, "noise left": colour.second },
      x: { label: "σ of the kernel, ms" },
      y: { label: "part left, %", grid: true, domain: [0, 100] },
      marks: [
        Plot.ruleX([chosen], { stroke: colour.input, strokeDasharray: "3 3" }),
        Plot.text([[chosen, 95]], { text: () => "σ = 2 samples", textAnchor: "start", dx: 6, fill: "#5b6475" }),
        Plot.line(points, { x: "sigma", y: "height", stroke: colour.result, strokeWidth: 2 }),
        Plot.line(points, { x: "sigma", y: "noise", stroke: colour.second, strokeWidth: 2 }),
      ],
    }),
    "What a wider kernel buys and costs. At first the noise falls steeply and the peak slowly; from about 8 ms on both fall alike, and more width takes the peak as fast as the noise.",
  );
}

/** The samples of the R peaks: at least 0.5 mV above what surrounds them, and the highest within a quarter of a second. */
function findPeaks(ecg) {
  const reach = RATE / 4;
  const peaks = [];
  for (let n = reach; n < ecg.length - reach; n++) {
    const around = ecg.subarray(n - reach, n + reach + 1);
    if (ecg[n] === Math.max(...around) && ecg[n] - median(around) > 0.5 && n - (peaks.at(-1) ?? -reach) > reach) peaks.push(n);
  }
  return peaks;
}

/** How many of the beats the same search finds in another version of the signal. */
function foundAgain(y, beats) {
  const peaks = findPeaks(y);
  return beats.filter((at) => peaks.some((n) => Math.abs(n - at) <= NEAR)).length;
}

/** Median roughness of the stretches between beats, mean height of the peaks, and how far the farthest has moved. */
function measure(y, beats) {
  const stretch = RATE / 20;
  const away = RATE / 10;
  const noise = [];
  for (let b = 0; b + 1 < beats.length; b++) {
    for (let from = beats[b] + away; from + stretch + away <= beats[b + 1]; from += stretch) {
      noise.push(roughness(y.subarray(from, from + stretch)));
    }
  }
  const peaks = beats.map((at) => {
    const top = y.subarray(at - NEAR, at + NEAR + 1);
    const height = Math.max(...top);
    return { height: height - median(y.subarray(at - 54, at + 55)), moved: Math.abs(top.indexOf(height) - NEAR) };
  });
  return {
    noise: median(noise),
    height: sum(peaks.map(({ height }) => height)) / peaks.length,
    moved: Math.max(...peaks.map(({ moved }) => moved)),
  };
}

/** The three modes of one convolution. */
function modes(time, ecg) {
  const from = 10.9 * RATE;
  const x = ecg.subarray(from, from + 360);
  const t = time.subarray(from, from + 360);
  const g = gaussianKernel(101, 12);
  const centre = (g.length - 1) / 2;
  // The first output of each mode, in samples before or after the first input, when the kernel's centre is its place.
  const cases = [
    { mode: "full", first: -centre, stroke: colour.second },
    { mode: "same", first: 0, stroke: colour.result },
    { mode: "valid", first: centre, stroke: colour.third },
  ];
  const rows = cases.map(({ mode, first, stroke }) => {
    const y = convolve(x, g, { mode });
    return { mode, stroke, y, at: (n) => t[0] + (first + n) / RATE };
  });
  const recorded = Array.from(x, (value, n) => ({ time: t[n], value }));
  const results = rows.flatMap(({ mode, y, at, stroke }) =>
    Array.from(y, (value, n) => ({ mode: `${mode}: ${y.length}`, time: at(n), value, stroke })),
  );
  return [
    heading("Where the ends go: full, same, valid"),
    prose(
      "Near the ends the kernel hangs over. <i>Full</i> keeps every position where it touches the signal at all, N + K − 1 of them; <i>same</i> keeps the middle N; <i>valid</i> keeps the N − K + 1 where it lies wholly inside. It is one result, cut at three places.",
    ),
    figure(
      plot({
        label: "One convolution in the modes full, same and valid",
        height: 430,
        legend: { "one second of ECG, N = 360": colour.input, full: colour.second, same: colour.result, valid: colour.third },
        x: { label: "time, s" },
        y: { label: "ECG, mV", grid: true, ticks: 4 },
        fy: { label: null, domain: rows.map(({ mode, y }) => `${mode}: ${y.length}`), axis: null, padding: 0.14 },
        marks: [
          Plot.frame({ stroke: "#e1e5ec" }),
          Plot.ruleX([t[0], t.at(-1)], { stroke: colour.input, strokeDasharray: "3 3" }),
          Plot.line(recorded, { x: "time", y: "value", stroke: colour.input, strokeWidth: 1 }),
          Plot.line(results, { x: "time", y: "value", fy: "mode", z: "mode", stroke: ({ stroke }) => stroke, strokeWidth: 2.2 }),
          Plot.text(rows, {
            fy: ({ mode, y }) => `${mode}: ${y.length}`,
            text: ({ mode, y }) => `${mode}: ${y.length} samples`,
            x: () => t[0] + 0.3,
            frameAnchor: "top",
            dy: 8,
            fontWeight: 600,
            stroke: "white",
            strokeWidth: 5,
          }),
        ],
      }),
      "The same second with a Gaussian of K = 101 points, σ = 12, each output drawn at the kernel's centre. The dashed lines bound the recording. As the recording lies below zero, the zeros assumed outside pull full and same upwards near the ends; valid never sees them.",
    ),
  ].join("");
}

/** Moving averages of four lengths. */
function lengths(timings, time, ecg) {
  const colours = { 5: colour.result, 15: colour.third, 50: colour.kernel, 100: colour.second };
  const from = 10.9 * RATE;
  const to = 12.1 * RATE;
  const results = Object.keys(colours).map((length) => {
    const h = new Float64Array(Number(length)).fill(1 / Number(length));
    const y = timings.compare({
      step: `Heartbeat with a flat kernel of ${length}`,
      work: `${number(ecg.length, 5)} × ${length}`,
      ours: (out) => convolve(ecg, h, { mode: "same", out }),
      javascript: (out) => convolveInJavaScript(ecg, h, "same", out),
    });
    return { length, y };
  });
  return [
    heading("How long a kernel"),
    figure(
      plot({
        label: "The heartbeat with flat kernels of 5, 15, 50 and 100 samples",
        height: 330,
        legend: {
          "as recorded": colour.input,
          ...Object.fromEntries(Object.entries(colours).map(([length, stroke]) => [`${length} samples`, stroke])),
        },
        x: { label: "time, s" },
        y: { label: "ECG, mV", grid: true },
        marks: [
          line(ecg.subarray(from, to), { x: time.subarray(from, to), stroke: colour.input, strokeWidth: 1.2 }),
          ...results.map(({ length, y }) =>
            line(y.subarray(from, to), { x: time.subarray(from, to), stroke: colours[length], strokeWidth: 1.8 }),
          ),
        ],
      }),
      "Moving averages of four lengths over the same beats. Five samples (14 ms) only polish; 15 (42 ms) already lower the R peak and spread it; 50 melt the whole beat into a hump; 100 (0.28 s) leave little but the drift of the baseline. The window must be shorter than what should survive.",
    ),
  ].join("");
}

/** The smoothed signal and its slope, by a Gaussian and its derivative, ends included. */
function slopes(timings, time, ecg) {
  const sigma = 3;
  const radius = 4 * sigma;
  const taps = Float64Array.from({ length: 2 * radius + 1 }, (_, k) => Math.exp(-((k - radius) ** 2) / (2 * sigma * sigma)));
  const g = taps.map((value) => value / sum(taps));
  const mirrored = Float64Array.from({ length: ecg.length + 2 * radius }, (_, n) => {
    const i = n - radius;
    return ecg[i < 0 ? -1 - i : i >= ecg.length ? 2 * ecg.length - 1 - i : i];
  });
  const smooth = timings.compare({
    step: `Heartbeat by gaussianFilter1d, σ ${sigma}`,
    work: `${number(ecg.length, 5)} × ${g.length}`,
    ours: (out) => ndimage.gaussianFilter1d(ecg, sigma, { out }),
    javascript: (out) => convolveInJavaScript(mirrored, g, "valid", out),
  });
  const slope = ndimage.gaussianFilter1d(ecg, sigma, { order: 1 });
  const to = 1.7 * RATE;
  const part = (y) => y.subarray(0, to);
  const drawn = (label, y, recorded, axis) =>
    plot({
      label,
      height: 220,
      x: { label: "time, s" },
      y: { label: axis, grid: true },
      legend: recorded ? { "as recorded": colour.input, "gaussianFilter1d, σ = 3 samples": colour.result } : { "its slope, order 1": colour.second },
      marks: [...(recorded ? [line(part(ecg), { x: part(time), stroke: colour.input, strokeWidth: 1.2 })] : [Plot.ruleY([0], { stroke: colour.input })]), line(part(y), { x: part(time), stroke: recorded ? colour.result : colour.second, strokeWidth: 1.8 })],
    });
  return [
    heading("Ends that are mirrored, and slopes"),
    prose(
      "<code>ndimage.gaussianFilter1d</code> takes σ and makes the kernel itself. At the ends it sees the signal's mirror image and not zeros, so the line does not fall off; and with <code>order: 1</code> it gives the slope of the smoothed signal in one pass. Differences of the raw samples would show the ripple only.",
    ),
    figure(
      drawn("The beginning of the electrocardiogram and its Gaussian smoothing", smooth, true, "ECG, mV") + drawn("The slope of the smoothed electrocardiogram", slope.map((v) => v * RATE), false, "slope, mV/s"),
      "The first 1.7 seconds, from the very first sample. An R peak stands where a steep rise turns at once into a steep fall: the slope crosses zero between its highest and its lowest point.",
    ),
  ].join("");
}
