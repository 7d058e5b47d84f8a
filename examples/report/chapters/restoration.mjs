import { restoration } from "simdvolve";
import { readColumns } from "../csv.mjs";
import { number, percent } from "../format.mjs";
import { figure, formula, heading, pictures, prose, table } from "../page.mjs";
import { asItIs, crop, greyPhoto } from "../picture.mjs";
import { colour, Plot, plot } from "../plot.mjs";
import { PHOTONS, RADIUS, starfield } from "../starfield.mjs";
import { psnr, ssim } from "../statistics.mjs";

export const id = "restoration";
export const title = "Restoration: lines and stars";

export function write(lab) {
  return [
    prose(
      "A division by the blur's spectrum magnifies the noise. Methods that know how noise behaves get further. We take the blur back from two recordings: a spectrum, and a picture of the sky.",
    ),
    spectrum(lab),
    sky(lab),
  ].join("");
}

/** The spectrometer's response: σ = 1.5 nm in samples of 0.25 nm. */
const RESPONSE = { points: 41, sigma: 6 };
const SAMPLE = 0.25;
const GAP = 5;
const LINE = 656.28;

function spectrum({ timings }) {
  const { wavelength_nm: wavelength, flux } = readColumns(new URL("../../data/spectrum.csv", import.meta.url));
  const psf = restoration.psf.gaussian(RESPONSE.points, RESPONSE.sigma);
  const ground = background(flux);
  // A second lamp whose lines lie 5 nm further on: the recording itself, moved.
  const moved = Math.round(GAP / SAMPLE);
  const recorded = flux.map((v, n) => (n >= moved ? v + flux[n - moved] - ground[n - moved] : v));
  const iterations = 100;
  const restored = timings.compare({
    step: "Richardson–Lucy on a spectrum, 100 iterations",
    work: `${flux.length} × ${RESPONSE.points}`,
    ours: () => restoration.richardsonLucy(recorded, psf, { numIter: iterations, boundary: "reflect", clip: false }),
    javascript: () => richardsonLucyInJavaScript(recorded, psf, iterations),
    tolerance: 1e-9,
  });

  const lines = [LINE, LINE + GAP];
  const before = dip(wavelength, recorded, ground, lines);
  const after = dip(wavelength, restored, ground, lines);
  const curve = (values) => Array.from(values, (y, n) => ({ x: wavelength[n], y }));
  const drawing = (label, range, height) =>
    plot({
      label,
      height,
      legend: { recorded: colour.input, restored: colour.result },
      x: { label: "wavelength, nm", domain: range },
      y: { label: "flux", grid: true },
      clip: true,
      marks: [
        Plot.line(curve(recorded), { x: "x", y: "y", stroke: colour.input, strokeWidth: 2 }),
        Plot.line(curve(restored), { x: "x", y: "y", stroke: colour.result, strokeWidth: 1.6 }),
      ],
    });
  return [
    heading("A spectrometer's lines"),
    prose(
      `The spectrometer smears every line into a Gaussian of σ = 1.5 nm. To see what it can still tell apart, we add the lines of a second lamp ${GAP} nm further on: the recording itself, moved. Richardson and Lucy's iteration asks which spectrum most likely became this one, and starts from a flat one:`,
    ),
    formula("x ← x · ( ĝ * ( y / ( g * x ) ) )"),
    figure(
      drawing("The recorded and the restored spectrum", [380, 700], 280) + drawing("The same around the red line of hydrogen", [LINE - 14, LINE + GAP + 14], 280),
      `After ${iterations} iterations the lines ${GAP} nm apart stand by themselves: between the two red ones the recording falls to <b id="dip-before">${percent(before)}</b> of their height, the restored spectrum to <b id="dip-after">${percent(Math.max(after, 0))}</b>. It has kept every photon: the lines are higher because they are narrower. The ripples beside them are the price: noise, and the sharp edge that 1.5 nm of smearing did not leave enough of to find.`,
    ),
  ].join("");
}

/** How far a spectrum falls between two lines, as a part of the lower one's height above the background. */
function dip(wavelength, values, ground, lines) {
  const place = (nm) => Math.round((nm - wavelength[0]) / SAMPLE);
  const height = (n) => values[n] - ground[n];
  const [a, b] = lines.map(place);
  const peak = (at) => Math.max(...Array.from({ length: 9 }, (_, i) => height(at + i - 4)));
  const between = Array.from({ length: b - a + 1 }, (_, i) => height(a + i));
  return Math.min(...between) / Math.min(peak(a), peak(b));
}

/** A straight line through what is no spectral line: fitted, and fitted again to what lies near. */
function background(values) {
  let near = Array.from(values, (_, n) => n);
  let fit = (n) => n * 0;
  for (let round = 0; round < 4; round++) {
    const [mx, my] = [near.reduce((t, n) => t + n, 0) / near.length, near.reduce((t, n) => t + values[n], 0) / near.length];
    const slope = near.reduce((t, n) => t + (n - mx) * (values[n] - my), 0) / near.reduce((t, n) => t + (n - mx) ** 2, 0);
    fit = (n) => my + slope * (n - mx);
    const spread = Math.sqrt(near.reduce((t, n) => t + (values[n] - fit(n)) ** 2, 0) / near.length);
    near = near.filter((n) => Math.abs(values[n] - fit(n)) < 2.5 * spread);
  }
  return values.map((_, n) => fit(n));
}

/** The iteration as its formula has it, the signal mirrored at its ends. */
function richardsonLucyInJavaScript(y, psf, iterations) {
  const N = y.length;
  const half = psf.length >> 1;
  const inside = (n) => (n < 0 ? -n - 1 : n < N ? n : 2 * N - 1 - n);
  const blur = (x) => x.map((_, n) => psf.reduce((total, weight, k) => total + weight * x[inside(n + half - k)], 0));
  let x = new Float64Array(N).fill(0.5);
  for (let done = 0; done < iterations; done++) {
    const factor = blur(blur(x).map((v, n) => y[n] / (v + 1e-12)));
    x = x.map((v, n) => v * factor[n]);
  }
  return x;
}

function sky({ say }) {
  const { truth, psf, recorded } = starfield();
  const [size] = truth.shape;
  say("a deep field restored by five methods");
  const wrap = { boundary: "wrap", clip: false };
  const lucy = (numIter, more) => restoration.richardsonLucy(recorded, psf, { ...wrap, numIter, ...more });
  const counts = [1, 2, 3, 5, 7, 10, 12, 14, 17, 20, 25, 35, 50, 70, 100, 140];
  const quality = (more) => counts.map((numIter) => ({ numIter, psnr: psnr(lucy(numIter, more), truth) }));
  const courses = [
    { name: "plain", stroke: colour.result, points: quality({}) },
    { name: "accelerated", stroke: colour.second, points: quality({ acceleration: "biggs-andrews" }) },
    { name: "total variation, λ = 0.004", stroke: colour.third, points: quality({ totalVariation: 0.004 }) },
  ];
  const best = (points) => points.reduce((a, b) => (b.psnr > a.psnr ? b : a));
  const [plain, accelerated, smooth] = courses.map(({ points }) => best(points));
  const hundred = courses[0].points.find(({ numIter }) => numIter === 100);
  const first = courses[1].points.find((point) => point.psnr >= hundred.psnr);
  const balance = 0.004;
  const methods = [
    { name: "recorded", note: `blurred by an Airy disk, ${number(PHOTONS)} photons for white`, result: recorded },
    { name: "divided", note: "the naive quotient, with a floor of 10⁻³", result: restoration.inverseFilter(recorded, psf, { epsilon: 1e-3 }) },
    { name: "Wiener", note: `balance ${number(balance)}`, result: restoration.wiener(recorded, psf, balance, { clip: false }) },
    { name: "Richardson–Lucy", note: `${plain.numIter} iterations`, result: lucy(plain.numIter) },
    { name: "accelerated", note: `${accelerated.numIter} iterations`, result: lucy(accelerated.numIter, { acceleration: "biggs-andrews" }) },
    { name: "total variation", note: `${smooth.numIter} iterations, λ = 0.004`, result: lucy(smooth.numIter, { totalVariation: 0.004 }) },
  ].map((method) => ({ ...method, psnr: psnr(method.result, truth), ssim: ssim(method.result, truth) }));

  const part = { top: 130, left: 140, height: 240, width: 240 };
  // Brighter than it stands: the sky is mostly dark.
  const tone = (v) => asItIs(255 * Math.sqrt(Math.max(v, 0)));
  const photo = (picture) => greyPhoto(crop(picture, part), tone);
  return [
    heading("A deep field"),
    prose(
      `The Hubble eXtreme Deep Field, ${size}×${size} pixels of it, as a smaller mirror would have seen it: blurred by an Airy disk whose first dark ring is ${RADIUS} pixels from its middle, and counted in photons, ${number(PHOTONS)} for a white pixel. A Poisson number of them arrives, so that bright places are noisier, but less so for their brightness.`,
    ),
    figure(
      pictures([
        { src: photo(truth), text: "<b>true</b>" },
        ...methods.map(({ name, note, result, psnr: decibels, ssim: similarity }) => ({
          src: photo(result),
          text: `<b>${name}</b>, ${note}: PSNR ${number(decibels, 4)} dB, SSIM ${number(similarity, 2)}`,
        })),
      ], { columns: 4 }),
      "A part of the picture, the square root of its brightness. The quotient, a floor under its divisor notwithstanding, is nothing but noise. Wiener's filter weighs smoothness against it and leaves ripples around the stars; Richardson and Lucy's iteration, which knows that there is no negative light, makes points of stars and draws the arms of galaxies.",
    ),
    table(
      ["method", "", "#PSNR, dB", "#gain", "#SSIM"],
      methods.map(({ name, note, psnr: decibels, ssim: similarity }) => [name, note, number(decibels, 4), number(decibels - methods[0].psnr, 3), number(similarity, 2)]),
    ),
    figure(
      plot({
        label: "Quality of the restored picture by iterations",
        height: 320,
        legend: Object.fromEntries(courses.map(({ name, stroke }) => [name, stroke])),
        x: { type: "log", label: "iterations", ticks: [1, 2, 5, 10, 20, 50, 100], tickFormat: (v) => number(v) },
        y: { label: "PSNR, dB", grid: true, domain: [methods[0].psnr - 0.5, plain.psnr + 0.8] },
        clip: true,
        marks: [
          Plot.ruleY([methods[0].psnr], { stroke: colour.input, strokeWidth: 2 }),
          ...courses.map(({ stroke, points }) => Plot.line(points, { x: "numIter", y: "psnr", stroke, strokeWidth: 2 })),
          ...courses.map(({ stroke, points }) => Plot.dot(points, { x: "numIter", y: "psnr", fill: stroke, r: 2.5 })),
        ],
      }),
      `Detail comes first, noise follows: the number of iterations is what decides between them, and a term against total variation keeps the noise down for longer. The accelerated iteration takes the same way in a fraction of the steps: it reaches the ${number(hundred.psnr, 4)} dB of 100 plain iterations after <b id="accelerated">${first?.numIter}</b>. Grey: the recording.`,
    ),
  ].join("");
}
