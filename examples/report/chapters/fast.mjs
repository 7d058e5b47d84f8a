import { fft, signal } from "simdvolve";
import { transformed } from "../../../bench/accuracy/reference.mjs";
import { Twofold } from "../../../bench/accuracy/twofold.mjs";
import { readColumns } from "../csv.mjs";
import { duration, number, percent, times } from "../format.mjs";
import { fftConvolveEach } from "../javascript/fft.mjs";
import { figure, formula, heading, prose, sideBySide } from "../page.mjs";
import { colourMap } from "../picture.mjs";
import { colour, colourBar, line, Plot, plot, raster } from "../plot.mjs";
import { uniform } from "../random.mjs";
import { spectrogram } from "../spectrogram.mjs";
import { rms, sum } from "../statistics.mjs";
import { briefly, largestDifference } from "../timings.mjs";
import { gaussianKernel } from "./gaussian.mjs";

export const id = "fast";
export const title = "Fast convolution";

const SAMPLES = 2 ** 18;
const RATE = 360; // samples a second of the electrocardiogram

export function write(lab) {
  lab.say("three ways over kernels of 4 to 16,384 samples");
  const crossing = speed(lab);
  lab.say("rounding errors of transforms, beside sums in twice the precision");
  return [crossing, accuracy(), response(), overTime()].join("");
}

function signed(length, seed) {
  const next = uniform(seed);
  return Float32Array.from({ length }, () => 2 * next() - 1);
}

/** Time against the kernel's length. */
function speed({ timings }) {
  const x = signed(SAMPLES, 1);
  const out = new Float32Array(SAMPLES);
  const lengths = Array.from({ length: 13 }, (_, n) => 4 << n);
  const measured = lengths.map((K) => {
    const h = signed(K, 2);
    const plans = Object.fromEntries(
      ["direct", "fft", "auto"].map((method) => [method, signal.planConvolve({ kernel: h, shape: SAMPLES, mode: "same", method })]),
    );
    const row = {
      K,
      direct: briefly(() => plans.direct.execute(x, { out })),
      blocks: briefly(() => plans.fft.execute(x, { out })),
      whole: briefly(atOnce(x, h, out)),
      chosen: plans.auto.recipe.algorithm,
      recipe: plans.fft.recipe,
    };
    const whole = Float32Array.from(out);
    const difference = largestDifference(whole, plans.fft.execute(x));
    if (!(difference < 1e-5)) throw new Error(`a kernel of ${K}: the two ways through the transform differ by ${difference}`);
    for (const plan of Object.values(plans)) plan.dispose();
    return row;
  });
  const crossing = measured.findIndex(({ direct, blocks }) => blocks < direct);
  const [before, after] = [measured[crossing - 1], measured[crossing]];
  const turned = measured.find(({ chosen }) => chosen !== "direct");
  const longest = measured.at(-1);
  const inBlocks = measured.filter(({ recipe }) => recipe.algorithm === "overlap-save");
  const h = signed(4096, 3);
  timings.compare({
    step: "Noise with a long kernel, overlap-save",
    work: `${number(SAMPLES, 6)} × ${number(h.length, 4)}`,
    ours: (given) => signal.convolve(x, h, { method: "fft", out: given }),
    javascript: () => fftConvolveEach(x, [h]),
    tolerance: 1e-5, // float32
  });
  const ways = [
    { name: "direct sums", key: "direct", stroke: colour.second },
    { name: "one transform of everything", key: "whole", stroke: colour.third },
    { name: "overlap-save, in blocks", key: "blocks", stroke: colour.result },
  ];
  const all = measured.flatMap((row) => ways.map(({ key }) => row[key]));
  const [least, most] = [Math.min(...all) / 1.3, Math.max(...all) * 2];
  return [
    prose(
      "The sum over K products for each of N outputs grows with the kernel. The way through the transform hardly does: both are transformed, multiplied and transformed back, and a Fourier transform of n points takes about n · log n steps instead of n². For long kernels it wins; for short ones the three transforms are wasted.",
    ),
    formula("N · K &nbsp; against &nbsp; 3 · n log<sub>2</sub> n, &nbsp; n ≥ N + K − 1"),
    prose(
      "Nor need the signal be transformed in one piece. <i>Overlap-save</i> cuts it into blocks that overlap by K − 1 samples, transforms each by itself, and keeps of each result the part that nothing wrapped round into. The blocks stay in the fast memory next to the processor, the memory needed does not grow with the signal, and the first outputs are ready before the last samples have come.",
    ),
    figure(
      plot({
        label: "Time of a convolution against the kernel's length, by three ways",
        height: 340,
        marginLeft: 64,
        legend: Object.fromEntries(ways.map(({ name, stroke }) => [name, stroke])),
        x: { label: "kernel K, samples", type: "log", base: 2, ticks: [4, 16, 64, 256, 1024, 4096], tickFormat: (K) => number(K, 5) },
        y: { label: "time", type: "log", grid: true, domain: [least, most], ticks: [0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300].filter((ms) => ms > least && ms < most), tickFormat: duration },
        marks: [
          turned && Plot.ruleX([turned.K / Math.SQRT2], { stroke: colour.input, strokeDasharray: "3 3" }),
          turned &&
            Plot.text([turned.K / Math.SQRT2], { x: (K) => K, frameAnchor: "top", text: () => "direct ← auto → blocks", dy: 2, fill: "#5b6475", stroke: "white", strokeWidth: 5 }),
          ...ways.map(({ key, stroke }) => [
            Plot.line(measured, { x: "K", y: key, stroke, strokeWidth: 2 }),
            Plot.dot(measured, { x: "K", y: key, fill: stroke, r: 3 }),
          ]),
        ].filter(Boolean),
      }),
      `A signal of ${number(SAMPLES, 6)} float32 samples, mode <i>same</i>, the kernel prepared beforehand in all three (<code>planConvolve</code>, and <code>planFft</code> for the one transform, whose product of spectra is a loop in JavaScript). ${crossing > 0 ? `The lines of direct sums and overlap-save cross between ${number(before.K, 5)} and ${number(after.K, 5)} samples.` : ""} At ${number(longest.K, 5)} the direct sums take ${duration(longest.direct)}, overlap-save ${duration(longest.blocks)}: ${times(longest.direct / longest.blocks)} as fast. Its blocks grow with the kernel, from ${number(inBlocks[0].recipe.length, 6)} points to ${number(inBlocks.at(-1).recipe.length, 6)}. The dashed line is where method <i>auto</i>, which knows only the sizes, changes from one to the other.`,
    ),
  ].join("");
}

/** The textbook's way: three transforms of the whole length, the kernel's made before. */
function atOnce(x, h, out) {
  const n = fft.nextFastLen(x.length + h.length - 1, { real: true });
  const plan = fft.planFft(n, { kind: "real", dtype: "float32" });
  const padded = new Float32Array(n);
  padded.set(h);
  const H = plan.forward(padded);
  padded.fill(0);
  padded.set(x);
  const X = new Float32Array(H.length);
  const first = Math.floor((h.length - 1) / 2);
  const y = new Float32Array(n);
  return () => {
    plan.forward(padded, { out: X });
    for (let f = 0; f < X.length; f += 2) {
      const re = X[f] * H[f] - X[f + 1] * H[f + 1];
      X[f + 1] = X[f] * H[f + 1] + X[f + 1] * H[f];
      X[f] = re;
    }
    plan.inverse(X, { out: y });
    out.set(y.subarray(first, first + out.length));
  };
}

const types = [
  { dtype: "float32", epsilon: 2 ** -23, ArrayType: Float32Array },
  { dtype: "float64", epsilon: 2 ** -52, ArrayType: Float64Array },
];

/** Rounding error of transforms against their length. */
function accuracy() {
  const lengths = Array.from({ length: 60 }, (_, n) => Math.round(2 * 2 ** (n / 5)));
  const points = [...new Set(lengths)].flatMap((N) => types.map((type) => ({ N, type, error: errorOf(N, type), smooth: isSmooth(N) })));
  const bounds = [
    { factor: 0.45, stroke: colour.result },
    { factor: 1.2, stroke: colour.kernel },
  ];
  const plots = types.map((type) =>
    plot({
      title: type.dtype,
      span: "half",
      height: 320,
      label: `Rounding error of the transform in ${type.dtype} against its length`,
      x: { label: "length N", type: "log", base: 2, domain: [2, 8192], ticks: [2, 16, 128, 1024], tickFormat: (N) => number(N, 5) },
      y: { label: "relative error / ε", grid: true, domain: [0, 4.5] },
      marks: [
        ...bounds.map(({ factor, stroke }) =>
          line(lengths.map((N) => factor * Math.sqrt(Math.log2(N))), { x: lengths, stroke, strokeDasharray: "4 3", strokeWidth: 1.4 }),
        ),
        Plot.dot(points.filter((point) => point.type === type), {
          x: "N",
          y: ({ error }) => error / type.epsilon,
          fill: ({ smooth }) => (smooth ? colour.result : colour.kernel),
          r: 3,
        }),
      ],
    }),
  );
  return [
    heading("How exact"),
    prose(
      "Every step rounds. In a transform each output has gone through log<sub>2</sub> N additions and turns, whose roundings point anywhere and mostly cancel, so that the error grows like the square root of that number: far more slowly than in a sum of N products.",
    ),
    figure(
      `<div class="legend"><span><i style="background:${colour.result}"></i>N of factors 2, 3, 5, 7, 11</span><span><i style="background:${colour.kernel}"></i>any other N</span></div>${sideBySide(...plots)}`,
      "The error of <code>fft</code> over random numbers, ‖X − exact‖ / ‖exact‖, in units of ε, the distance from 1 to the next number (1.2·10⁻⁷ and 2.2·10⁻¹⁶); exact is a transform in pairs of doubles. Dashed, the bounds that the library sets itself: 0.45 · √log<sub>2</sub> N where N is a product of small primes, 1.2 · √log<sub>2</sub> N elsewhere, where three longer transforms do the work of one. The shortest are a few numbers, and a single unlucky rounding shows in them.",
    ),
  ].join("");
}

/** ‖X − exact‖ / ‖exact‖ of a complex transform. */
function errorOf(N, { dtype, ArrayType }) {
  const next = uniform(N);
  const z = new ArrayType(2 * N).map(() => 2 * next() - 1);
  const plan = fft.planFft(N, { dtype });
  const X = plan.forward(z);
  plan.dispose();
  const exact = new Twofold(N);
  for (let n = 0; n < N; n++) [exact.re[n], exact.im[n]] = [z[2 * n], z[2 * n + 1]];
  const { re, reLow, im, imLow } = transformed(exact);
  const error = X.map((v, n) => (n % 2 ? v - im[n >> 1] - imLow[n >> 1] : v - re[n >> 1] - reLow[n >> 1]));
  return rms(Float64Array.from(error)) / rms(Float64Array.from(X));
}

function isSmooth(N) {
  for (const p of [2, 3, 5, 7, 11]) while (N % p === 0) N /= p;
  return N === 1;
}

/** What each frequency is multiplied by: the Gaussian beside the flat kernel that lets as much noise through. */
function response() {
  const gaussian = gaussianKernel(11, 2);
  const flat = new Float64Array(7).fill(1 / 7);
  const power = (h) => sum(h.map((v) => v * v));
  const points = 2048;
  const decibels = (h) => {
    const { data } = fft.rfft(h, { n: points });
    return Array.from({ length: points / 2 + 1 }, (_, f) => 20 * Math.log10(Math.max(1e-6, Math.hypot(data[2 * f], data[2 * f + 1]))));
  };
  const hertz = (f) => (f * RATE) / points;
  const [steady, lobed] = [gaussian, flat].map(decibels);
  const lobes = lobed.flatMap((gain, f) => (f > 0 && f < points / 2 && gain > lobed[f - 1] && gain > lobed[f + 1] ? [{ f, gain }] : []));
  const [first, second] = lobes.map(({ f, gain }) => ({ hertz: number(hertz(f), 3), part: percent(10 ** (gain / 20)) }));
  const end = steady.findIndex((gain, f) => f > 0 && gain < steady[f + 1]);
  return [
    heading("A filter seen by its frequencies"),
    prose(
      "The product of spectra says what a kernel does better than the kernel itself: each frequency of the signal is multiplied by that of the kernel, and nothing else happens to it. Zeros behind the kernel before it is transformed give the curve between the few points that it would have.",
    ),
    figure(
      plot({
        label: "Frequency response of the Gaussian and of the moving average",
        height: 300,
        legend: { "Gaussian, 11 points, σ = 2": colour.result, "moving average of 7": colour.second },
        x: { label: "frequency, Hz", domain: [0, RATE / 2], ticks: [0, 30, 60, 90, 120, 150, 180] },
        y: { label: "gain, dB", grid: true, domain: [-80, 5] },
        clip: true,
        marks: [
          Plot.ruleX([60], { stroke: colour.input, strokeDasharray: "3 3" }),
          Plot.text([[60, -76]], { text: () => "mains, 60 Hz", textAnchor: "start", dx: 6, fill: "#5b6475" }),
          line(lobed, { x: hertz, stroke: colour.second }),
          line(steady, { x: hertz, strokeWidth: 2 }),
        ],
      }),
      `The heartbeat's filter beside a moving average that lets as much white noise through (Σ h² is ${number(power(gaussian))} and ${number(power(flat))}). The flat kernel's sharp ends give lobes: at ${first.hertz} Hz ${first.part} of the amplitude comes through, with its sign turned, at ${second.hertz} Hz still ${second.part}. The Gaussian falls steadily; the lobes that it has from being cut off five samples from its middle stay below ${number(Math.ceil(Math.max(...steady.slice(end))), 2)} dB.`,
    ),
  ].join("");
}

/** Spectrograms of ten seconds of the electrocardiogram before and after the Gaussian. */
function overTime() {
  const { time_s: time, ecg_mV: ecg } = readColumns(new URL("../../data/ecg.csv", import.meta.url));
  const from = 24;
  const seconds = 8;
  const frame = 128;
  const step = 8;
  const smooth = signal.convolve(ecg, gaussianKernel(11, 2), { mode: "same" });
  const plots = Object.entries({ "as recorded": ecg, "through the Gaussian": smooth }).map(([name, y]) => {
    const part = y.subarray(from * RATE - frame / 2, (from + seconds) * RATE + frame / 2);
    const picture = spectrogram(Float32Array.from(part), { frame, step });
    const href = colourMap(picture, { scheme: "magma", low: -80, high: -10 });
    const place = { x1: time[from * RATE], x2: time[from * RATE] + seconds, y1: 0, y2: RATE / 2 };
    return plot({
      title: name,
      span: "half",
      height: 300,
      label: `Spectrogram of the electrocardiogram, ${name}`,
      x: { label: "time, s", domain: [place.x1, place.x2] },
      y: { label: "frequency, Hz", domain: [0, RATE / 2], ticks: [0, 30, 60, 90, 120, 150, 180] },
      marks: [raster(href, place), Plot.frame({ stroke: "#c8ccd4" })],
    });
  });
  return figure(
    sideBySide(...plots) + colourBar({ scheme: "magma", low: -80, high: -10, label: "level, dB below a sine of 1 mV" }),
    `The same over time: ${seconds} seconds in frames of ${number((1000 * frame) / RATE)} ms. Each beat is a column, since what is short in time is wide in frequency; the mains' hum is the faint line at 60 Hz, and the cloud after 28 s is the trembling muscle. The Gaussian takes what lies above 90 Hz wholly and leaves the beats their lower part, which is most of them.`,
  );
}
