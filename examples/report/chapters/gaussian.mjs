import { convolve, signal } from "simdvolve";
import { readColumns } from "../csv.mjs";
import { number, percent } from "../format.mjs";
import { convolve as convolveInJavaScript } from "../javascript/convolve.mjs";
import { figure, formula, heading, prose, sideBySide, table } from "../page.mjs";
import { image } from "../picture.mjs";
import { colour, colourBar, line, Plot, plot, stems } from "../plot.mjs";
import { roughness, sum } from "../statistics.mjs";
import { gaussianKernel1D } from "../tutorial-kernel.mjs";

export const id = "gaussian";
export const title = "The Gaussian kernel, and a spectrum";

/** The kernels of the tutorial's exercise: points and σ, both in samples. */
const kernels = [
  { points: 11, sigma: 2, stroke: colour.result },
  { points: 21, sigma: 1, stroke: colour.third },
];

/** Hydrogen's Balmer lines, in nm. */
const lines = { Hα: 656.28, Hβ: 486.13, Hγ: 434.05, Hδ: 410.17, Hε: 397.01 };

export function write(lab) {
  return [drawn(), spectrum(lab)].join("");
}

/** A Gaussian window scaled to sum 1. */
export function gaussianKernel(points, sigma) {
  const window = signal.windows.gaussian(points, { std: sigma });
  const total = sum(window);
  return window.map((v) => v / total);
}

function drawn() {
  const points = 15;
  const sigma = 3.5;
  const middle = (points - 1) / 2;
  const normalised = gaussianKernel(points, sigma);
  const tutorial = gaussianKernel1D(points, sigma);
  // A column convolved with a row is their outer product: the kernel in two dimensions.
  const surface = signal.convolve2d(image(normalised, [points, 1]), image(normalised, [1, points]));
  const cells = Array.from(surface.data, (value, n) => ({
    row: Math.floor(n / points) - middle,
    column: (n % points) - middle,
    value,
  }));
  const highest = normalised[middle] ** 2;
  return [
    prose(
      "A flat kernel treats a far neighbour like a near one and then drops the next entirely. The Gaussian lets the weight fade with distance; its spectrum fades in the same way, so hardly any high frequency slips through.",
    ),
    formula("g[k] = e<sup>−k² / 2σ²</sup> / Σ<sub>j</sub> e<sup>−j² / 2σ²</sup>"),
    figure(
      sideBySide(
        plot({
          span: "half",
          height: 388,
          label: "The Gaussian kernel of 15 points",
          legend: { "sum 1": colour.kernel, "the tutorial's": colour.second },
          x: { label: "k, samples" },
          y: { label: "g[k]", grid: true, domain: [0, 0.135] },
          marks: [
            stems(normalised, { x: (n) => n - middle, stroke: colour.kernel }),
            line(tutorial, { x: (n) => n - middle, stroke: colour.second, strokeWidth: 1.4 }),
            Plot.ruleY([0]),
          ],
        }),
        plot({
          span: "half",
          height: 388,
          label: "The Gaussian kernel in two dimensions",
          x: { label: "l, columns", ticks: [-7, 0, 7], tickFormat: (n) => number(n) },
          y: { label: "k, rows", ticks: [-7, 0, 7], tickFormat: (n) => number(n) },
          color: { scheme: "oranges", domain: [0, highest] },
          marks: [Plot.cell(cells, { x: "column", y: "row", fill: "value", inset: 0.5 })],
        }) + colourBar({ scheme: "oranges", low: 0, high: Number(highest.toFixed(4)), label: "g[k] · g[l]" }),
      ),
      `The kernel of ${points} points, σ = ${sigma} samples, in one dimension (left) and in two (right): g[k, l] = g[k] · g[l], the convolution of a column with a row. The red line is the kernel as the tutorial computes it: its points lie (n − 2)/(n − 1) apart, so that it sums to ${number(sum(tutorial), 4)} here.`,
    ),
  ].join("");
}

function spectrum({ timings }) {
  const { wavelength_nm: nm, flux } = readColumns(new URL("../../data/spectrum.csv", import.meta.url));
  const smooth = kernels.map(({ points, sigma, stroke }) => {
    const g = gaussianKernel(points, sigma);
    const y = timings.compare({
      step: `Spectrum with a Gaussian, σ ${sigma}`,
      work: `${number(flux.length, 5)} × ${points}`,
      ours: (out) => convolve(flux, g, { mode: "same", out }),
      javascript: (out) => convolveInJavaScript(flux, g, "same", out),
    });
    return { name: `${points} points, σ = ${sigma}`, stroke, y, total: 1 };
  });
  const tutorial = kernels.map(({ points, sigma }) => {
    const g = gaussianKernel1D(points, sigma);
    return { name: `the tutorial's ${points} points, σ = ${sigma}`, y: convolve(g, flux, { mode: "same" }), total: sum(g) };
  });
  const legend = Object.fromEntries([["as recorded", colour.input], ...smooth.map(({ name, stroke }) => [name, stroke])]);
  return [
    heading("Over a spectrum"),
    prose(
      "<code>spectrum.csv</code> holds hydrogen's Balmer lines as a small spectrometer records them, with a sloping background and noise, a sample every 0.25 nm. Smoothing should take the noise and leave the lines.",
    ),
    figure(
      plot({
        label: "The spectrum as recorded, smoothed, and smoothed with the tutorial's kernel",
        height: 320,
        legend: { "as recorded": colour.input, [smooth[0].name]: colour.result, [tutorial[0].name]: colour.second },
        x: { label: "wavelength, nm" },
        y: { label: "flux, arbitrary units", grid: true, domain: [0, 0.125] },
        marks: [
          line(flux, { x: nm, stroke: colour.input, strokeWidth: 1 }),
          line(tutorial[0].y, { x: nm, stroke: colour.second, strokeWidth: 1.2 }),
          line(smooth[0].y, { x: nm }),
          named(["Hα", "Hβ", "Hγ", "Hδ"], 0.119),
        ],
      }),
      `The whole spectrum. The tutorial's kernel sums to ${number(tutorial[0].total, 4)} and lifts everything by ${percent(tutorial[0].total - 1)}; the normalised one keeps the level. At both ends mode <i>same</i> meets the zeros outside and sinks.`,
    ),
    figure(
      plot({
        label: "The weak lines of the spectrum before and after smoothing",
        height: 320,
        legend,
        x: { label: "wavelength, nm", domain: [384, 446] },
        y: { label: "flux, arbitrary units", grid: true, domain: [0.019, 0.037] },
        clip: true,
        marks: [
          line(flux, { x: nm, stroke: colour.input, strokeWidth: 1.1 }),
          ...smooth.toReversed().map(({ y, stroke }) => line(y, { x: nm, stroke, strokeWidth: 1.8 })),
          named(["Hγ", "Hδ", "Hε"], 0.0362),
        ],
      }),
      "The weak lines at the violet end. With σ = 2 the bumps of Hδ and Hε stand clear of the noise; σ = 1 smooths less, whatever the number of points: beyond 3σ the weights are nearly nothing, and 21 points hold ten σ on each side.",
    ),
    measured(nm, [{ name: "as recorded", y: flux, total: 1 }, ...smooth, ...tutorial]),
  ].join("");
}

/** Names of lines at height y. */
function named(names, y) {
  return Plot.text(names, { x: (name) => lines[name], y: () => y, text: (name) => name, fill: "#5b6475", fontSize: 13 });
}

/** Noise between the lines and the height of Hα, for each version of the spectrum. */
function measured(nm, versions) {
  const part = (y, from, to) => y.filter((_, n) => nm[n] >= from && nm[n] <= to);
  const rows = versions.map(({ name, y, total }) => {
    const noise = roughness(part(y, 520, 620));
    const background =
      (sum(part(y, 640, 646)) / part(y, 640, 646).length + sum(part(y, 666, 672)) / part(y, 666, 672).length) / 2;
    return { name, total, noise, height: Math.max(...part(y, 650, 662)) - background };
  });
  const [before] = rows;
  return (
    table(
      ["", "#kernel's sum", "#noise, RMS", "#of the noise left", "#Hα above background", "#of Hα left"],
      rows.map(({ name, total, noise, height }) => [
        name,
        name === before.name ? "" : number(total, 4),
        number(noise),
        percent(noise / before.noise),
        number(height),
        percent(height / before.height, 3),
      ]),
    ) + prose("Noise is measured between 520 and 620 nm, where there is no line, after the slope is taken off.")
  );
}
