import { fft, signal } from "simdvolve";
import { quotient, realPart, sizes } from "../complex.mjs";
import { number, scientific } from "../format.mjs";
import { convolve2dValid } from "../javascript/convolve.mjs";
import * as javascript from "../javascript/fft.mjs";
import { figure, formula, heading, pictures, prose, table } from "../page.mjs";
import { crop, greyPhoto, image, mapped, padZero, readPicture } from "../picture.mjs";
import { colour, Plot, plot } from "../plot.mjs";
import { normal } from "../random.mjs";
import { rms } from "../statistics.mjs";
import { gaussianKernel } from "./gaussian.mjs";

export const id = "deconvolution";
export const title = "Deconvolution: undoing a blur";

const POINTS = 9;
const SIGMA = 1.8;
// The full convolution of 248 pixels with 9 points has 256.
const PART = { top: 40, left: 110, height: 248, width: 248 };

export function write({ timings, say }) {
  const { grey } = readPicture(new URL("../../data/camera.png", import.meta.url));
  const part = crop(grey, PART);
  const sharp = image(Float64Array.from(part.data), part.shape);
  const g = gaussianKernel(POINTS, SIGMA);
  const kernel = signal.convolve2d(image(g, [POINTS, 1]), image(g, [1, POINTS]));
  const blurred = timings.compare({
    step: "Blur with a Gaussian, full",
    work: `${sharp.shape.join("×")} × ${kernel.shape.join("×")}`,
    ours: () => signal.convolve(sharp, kernel),
    javascript: () => convolve2dFull(sharp, kernel),
  });

  const [H, W] = blurred.shape;
  const G = fft.fft2(padZero(kernel, { before: [0, 0], after: [H - POINTS, W - POINTS] }));
  const largest = Math.max(...sizes(G).data);
  /** The picture's part of F⁻¹(F(y) / G), the divisor held above `floor` of its largest. */
  const restored = (picture, floor = 0) =>
    crop(realPart(fft.ifft2(quotient(fft.fft2(picture), G, floor * largest))), { ...PART, top: 0, left: 0 });
  const error = (picture) => rms(picture.data.map((v, n) => v - sharp.data[n]));
  const middle = (picture) => crop(picture, { top: POINTS >> 1, left: POINTS >> 1, height: PART.height, width: PART.width });

  const spectrum = javascript.fft2(javascript.inCorner(kernel, blurred.shape));
  const clean = timings.compare({
    step: "Inverse filter: fft2, divide, ifft2, crop",
    work: blurred.shape.join("×"),
    ours: () => restored(blurred),
    javascript: () => divideInJavaScript(blurred, spectrum, PART),
    // The division magnifies the rounding of both sides by 1 / |G|.
    tolerance: 1e-8,
  });

  const grain = normal(5);
  const noisy = mapped(blurred, (v) => v + grain());
  const failed = restored(noisy);
  say("deconvolution with 41 floors under the divisor");
  const floors = Array.from({ length: 41 }, (_, n) => 10 ** (-4 + n / 10));
  const sweep = floors.map((floor) => ({ floor, error: error(restored(noisy, floor)) }));
  const best = sweep.reduce((a, b) => (b.error < a.error ? b : a));
  const saved = restored(noisy, best.floor);
  const eager = restored(noisy, best.floor / 10);
  const shy = restored(noisy, Math.min(1, best.floor * 10));

  return [
    prose(
      "If a blur is a multiplication in Fourier space, a division there should take it back. We blur a part of the picture with a Gaussian that we know, 9×9 points and σ = 1.8, and divide by its spectrum:",
    ),
    formula("y = x * g &ensp;⟹&ensp; x = F⁻¹( F(y) / F(g) )"),
    figure(
      pictures([
        { src: greyPhoto(sharp), text: "<b>sharp</b>, 248×248 pixels" },
        { src: greyPhoto(middle(blurred)), text: `<b>blurred</b>: RMS error ${number(error(middle(blurred)))} grey levels` },
        { src: greyPhoto(clean), text: `<b>divided</b>, no noise: RMS error ${scientific(error(clean))} grey levels` },
      ]),
      "Without noise it works: every detail was still there, made small but not lost. The rounding in the 16th digit has grown a millionfold and is still far from visible.",
    ),
    heading("With noise it fails, as it must"),
    prose(
      "Now the same with a little noise on the blurred picture, of deviation 1 grey level out of 255, no more than a good camera adds:",
    ),
    figure(
      pictures(
        [
          { src: greyPhoto(middle(noisy)), text: "<b>blurred, with noise</b> of 1 grey level" },
          { src: greyPhoto(failed), text: `<b>divided</b>: RMS error ${number(error(failed))} grey levels` },
        ],
        { columns: 2 },
      ),
      "Nothing of the picture is left. The division cannot tell picture from noise and magnifies both where the blur had made the picture small.",
    ),
    spectrumPlot(blurred, noisy, G, best.floor * largest),
    heading("A floor under the divisor"),
    prose(
      "The cure is to divide only where the picture is stronger than the noise. Where the kernel's spectrum is smaller than a part ε of its largest value, divide by that much instead and keep the phase. What lies beyond is given up.",
    ),
    formula("D[f] = G[f] if |G[f]| ≥ ε · max |G|, &ensp; else ε · max |G| · G[f] / |G[f]|"),
    figure(
      pictures([
        { src: greyPhoto(eager), text: `ε = ${number(best.floor / 10, 2)}, too low: noise. RMS error ${number(error(eager))}` },
        { src: greyPhoto(saved), text: `<b>ε = ${number(best.floor, 2)}, best</b>: RMS error ${number(error(saved))}` },
        {
          src: greyPhoto(shy),
          text: `ε = ${number(Math.min(1, best.floor * 10), 2)}, too high: still soft. RMS error ${number(error(shy))}`,
        },
      ]),
      "The same noisy picture, divided with three floors. The best is sharper than the blurred one, at the price of some grain and of faint ripples along strong edges.",
    ),
    figure(
      plot({
        label: "Error of the restored picture against the floor",
        height: 280,
        legend: { "divided, with a floor": colour.result, "not divided at all": colour.input },
        x: { type: "log", label: "floor ε", ticks: [1e-4, 1e-3, 1e-2, 0.1, 1], tickFormat: (v) => number(v) },
        y: {
          type: "log",
          label: "RMS error, grey levels",
          domain: [5, 2e4],
          grid: true,
          ticks: [10, 100, 1000, 1e4],
          tickFormat: (v) => number(v),
        },
        marks: [
          Plot.ruleY([error(middle(noisy))], { stroke: colour.input, strokeWidth: 2 }),
          Plot.line(sweep, { x: "floor", y: "error", stroke: colour.result, strokeWidth: 2 }),
          Plot.dot([best], { x: "floor", y: "error", fill: colour.result, r: 4.5 }),
          Plot.text([best], { x: "floor", y: "error", text: () => `best: ε = ${number(best.floor, 2)}`, dy: 16 }),
        ],
      }),
      "Too low a floor lets the noise in, too high a one leaves the blur. Between them lies a shallow valley: much of what the blur took is below the noise, and stays lost.",
    ),
    table(
      ["picture", "#RMS error, grey levels"],
      [
        ["blurred", number(error(middle(blurred)))],
        ["divided, no noise", scientific(error(clean))],
        ["blurred, with noise of 1 grey level", number(error(middle(noisy)))],
        ["divided, with that noise", number(error(failed))],
        [`divided with a floor of ${number(best.floor, 2)}`, number(error(saved))],
      ],
    ),
  ].join("");
}

/** Sizes of the spectra along the horizontal frequency: why the division fails. */
function spectrumPlot(blurred, noisy, G, floor) {
  const noise = fft.fft2(mapped(noisy, (v, n) => v - blurred.data[n]));
  const [, W] = blurred.shape;
  const row = (F) => Array.from(sizes(F).data.subarray(0, W / 2), (size, f) => ({ f: f / W, size: Math.max(size, 1e-9) }));
  const Y = fft.fft2(blurred);
  return figure(
    plot({
      label: "Spectra of the blurred picture, the noise and the kernel along one line",
      height: 320,
      legend: { "blurred picture |Y|": colour.result, "noise |N|": colour.second, "kernel |G|, × 10⁵": colour.kernel },
      x: { label: "horizontal frequency, cycles per pixel", domain: [0, 0.5] },
      y: {
        type: "log",
        label: "size",
        grid: true,
        domain: [1, 1e7],
        ticks: [1, 1e2, 1e4, 1e6],
        tickFormat: (v) => scientific(v, 1).replace("1·", ""),
      },
      clip: true,
      marks: [
        Plot.line(row(noise), { x: "f", y: "size", stroke: colour.second, strokeWidth: 1 }),
        Plot.line(row(Y), { x: "f", y: "size", stroke: colour.result, strokeWidth: 1.6 }),
        Plot.line(
          row(G).map(({ f, size }) => ({ f, size: size * 1e5 })),
          { x: "f", y: "size", stroke: colour.kernel, strokeWidth: 2 },
        ),
        Plot.ruleY([floor * 1e5], { stroke: colour.kernel, strokeDasharray: "4 4" }),
        Plot.text([[0.495, floor * 1e5]], {
          text: () => "the best floor, see below",
          textAnchor: "end",
          dy: -9,
          fill: colour.kernel,
        }),
      ],
    }),
    "Along the horizontal frequencies the kernel's spectrum, and with it the blurred picture's, falls steeply, while the noise is the same everywhere. From about a quarter of a cycle per pixel on there is as much noise as picture, and the division by ever smaller numbers lifts both above everything else.",
  );
}

/** The direct sum in plain JavaScript, with zeros around the picture as far as the kernel reaches. */
function convolve2dFull(picture, kernel) {
  const margin = [POINTS - 1, POINTS - 1];
  return convolve2dValid(padZero(picture, { before: margin, after: margin }), kernel);
}

/** The part of F⁻¹(F(y) / G) that holds the picture, in plain JavaScript. */
function divideInJavaScript(blurred, G, { height, width }) {
  const [, W] = blurred.shape;
  const Y = javascript.fft2(blurred);
  for (let n = 0; n < Y.length; n += 2) {
    const square = G[n] * G[n] + G[n + 1] * G[n + 1];
    const re = (Y[n] * G[n] + Y[n + 1] * G[n + 1]) / square;
    Y[n + 1] = (Y[n + 1] * G[n] - Y[n] * G[n + 1]) / square;
    Y[n] = re;
  }
  const x = javascript.ifft2(Y, blurred.shape);
  const result = new Float64Array(height * width);
  for (let i = 0; i < height; i++) result.set(x.subarray(i * W, i * W + width), i * width);
  return result;
}
