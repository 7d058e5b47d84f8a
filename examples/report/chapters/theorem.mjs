import { fft, signal } from "simdvolve";
import { conjugate, product, realPart, sizes } from "../complex.mjs";
import { number, scientific } from "../format.mjs";
import { inLine, numberGrid, rowsOf } from "../grid.mjs";
import * as javascript from "../javascript/fft.mjs";
import { emboss, laplacian } from "../kernels.mjs";
import { figure, formula, heading, pictures, prose, sideBySide, table } from "../page.mjs";
import { asItIs, crop, greyPhoto, image, colourMap, mapped, padZero, readPicture, size } from "../picture.mjs";
import { colourBar, Plot, plot, raster } from "../plot.mjs";
import { largestDifference } from "../timings.mjs";
import { gaussianKernel } from "./gaussian.mjs";

export const id = "theorem";
export const title = "The convolution theorem";

export function write({ timings, say }) {
  const { grey } = readPicture(new URL("../../data/camera.png", import.meta.url));
  const picture = inDouble(grey);
  say("fft2 of the picture and three kernels");
  const spectrum = timings.compare({
    step: "fft2 of the picture",
    work: "512×512",
    ours: () => fft.fft2(picture),
    javascript: () => javascript.fft2(picture),
  });
  return [
    prose(
      "A convolution adds shifted copies of the picture. The Fourier transform turns a shift into a multiplication, and so the whole convolution into one multiplication for each frequency:",
    ),
    formula("F(x * h) = F(x) · F(h)"),
    prose("Four steps: bring the kernel to the picture's size, transform both, multiply, transform back."),
    padding(),
    spectra(picture, spectrum),
    products({ timings, picture, spectrum }),
    wrapping({ timings, picture, spectrum }),
  ].join("");
}

/** The kernel at a picture's size: zeros around it, so that its centre stands at N/2, then brought to the origin. */
function atOrigin(kernel, shape) {
  return fft.ifftshift(centred(kernel, shape));
}

function centred(kernel, shape) {
  const before = shape.map((n, axis) => Math.floor(n / 2) - Math.floor(kernel.shape[axis] / 2));
  const after = shape.map((n, axis) => n - before[axis] - kernel.shape[axis]);
  return padZero(inDouble(kernel), { before, after });
}

function inDouble({ data, shape }) {
  return image(Float64Array.from(data), shape);
}

function padding() {
  const shape = [8, 8];
  const middle = centred(laplacian, shape);
  const shifted = atOrigin(laplacian, shape);
  const tone =
    ({ data }) =>
    (i, j) =>
      data[8 * i + j] === 0 ? "" : "kernel";
  return [
    heading("Pad and shift"),
    figure(
      inLine(
        numberGrid(rowsOf(laplacian), { title: "the kernel", tone: () => "kernel" }),
        "→",
        numberGrid(rowsOf(middle), { title: "padded: centre at N/2", tone: tone(middle) }),
        "→",
        numberGrid(rowsOf(shifted), { title: "ifftshift: centre at 0", tone: tone(shifted) }),
      ),
      "Shown for a picture of 8×8. The transform counts from the top left pixel, so the kernel's centre must stand there, its other parts at the far ends, which are the near ones, going round. If it stood elsewhere, the result would be shifted by as much. (The tutorial pads both sides alike, which needs sizes that differ by an even number; 512 and 3 do not: 255 zeros go before and 254 behind.)",
    ),
  ].join("");
}

/** Log-magnitude pictures of the transforms. */
function spectra(picture, spectrum) {
  const blur = gaussian2d(15, 2);
  const drawn = [
    { name: "The picture", F: spectrum, low: 2, high: 6 },
    { name: "The Laplacian", F: fft.fft2(atOrigin(laplacian, picture.shape)), low: -2, high: 1 },
    { name: "A Gaussian, σ = 2", F: fft.fft2(atOrigin(blur, picture.shape)), low: -5, high: 0 },
    { name: "The emboss kernel", F: fft.fft2(atOrigin(emboss, picture.shape)), low: -2, high: 1 },
  ];
  const plots = drawn.map(({ name, F, low, high }) => {
    const logarithm = fft.fftshift(mapped(sizes(F), (v) => Math.log10(v + 1e-12)));
    const frequency = { ticks: [-0.5, -0.25, 0, 0.25, 0.5], tickFormat: (f) => number(f), domain: [-0.5, 0.5] };
    return (
      plot({
        title: name,
        span: "half",
        height: 388,
        label: `Log magnitude of the transform: ${name}`,
        x: { ...frequency, label: "horizontal frequency, cycles per pixel" },
        y: { ...frequency, label: "vertical frequency, cycles per pixel" },
        marks: [
          raster(colourMap(logarithm, { scheme: "magma", low, high }), { x1: -0.5, x2: 0.5, y1: -0.5, y2: 0.5 }),
          Plot.frame({ stroke: "#c8ccd4" }),
        ],
      }) + colourBar({ scheme: "magma", low, high, label: "log₁₀ |F|" })
    );
  });
  return [
    heading("Transform"),
    figure(
      sideBySide(...plots),
      "What each frequency holds, the lowest in the middle. The picture has most at low frequencies; its bright cross comes from its own edges, where the top meets the bottom and left meets right, and the slanting rays from the tripod's legs and the coat. The Laplacian is black in the middle: it stops what is even and lets the fast changes pass. The Gaussian does the opposite. The emboss kernel lets everything pass, most along one diagonal.",
    ),
  ].join("");
}

/** The picture convolved with a kernel in the tutorial's steps. */
function throughFourier(picture, kernel) {
  return realPart(fft.ifft2(product(fft.fft2(picture), fft.fft2(atOrigin(kernel, picture.shape)))));
}

/** The two products, beside what the direct sum gives. */
function products({ timings, picture, spectrum }) {
  timings.compare({
    step: "Pad, ifftshift, fft2 twice, multiply, ifft2",
    work: "512×512",
    ours: () => throughFourier(picture, laplacian),
    javascript: () => javascript.circularConvolve2d(picture, inDouble(laplacian)),
  });
  const rows = [];
  const made = Object.entries({ Laplacian: laplacian, emboss }).map(([name, kernel]) => {
    const h = inDouble(kernel);
    const convolved = throughFourier(picture, kernel);
    const correlated = realPart(fft.ifft2(product(spectrum, conjugate(fft.fft2(atOrigin(kernel, picture.shape))))));
    const direct = signal.convolve2d(picture, h, { mode: "same", boundary: "wrap" });
    const directCorrelation = signal.correlate2d(picture, h, { mode: "same", boundary: "wrap" });
    const quick = signal.fftConvolve(picture, h, { mode: "same" });
    rows.push([name, "product", "convolve2d, same, wrap", difference(convolved, direct)]);
    rows.push([name, "product with the conjugate", "correlate2d, same, wrap", difference(correlated, directCorrelation)]);
    rows.push([name, "product", "product with the conjugate", difference(convolved, correlated)]);
    rows.push([
      name,
      "fftConvolve",
      "convolve2d, same, zeros outside",
      difference(quick, signal.convolve2d(picture, h, { mode: "same" })),
    ]);
    return { convolved, correlated, direct };
  });
  const [edges, relief] = made;
  const part = { top: 60, left: 120, height: 240, width: 240 };
  return [
    heading("Multiply and transform back"),
    figure(
      pictures([
        { src: greyPhoto(edges.convolved, size(1)), text: "Laplacian through the transform" },
        { src: greyPhoto(edges.direct, size(1)), text: "Laplacian by the direct sum" },
        {
          src: greyPhoto(
            mapped(edges.convolved, (v, n) => Math.abs(v - edges.direct.data[n]) * 1e14),
            asItIs,
          ),
          text: "their difference, 10¹⁴ times as bright",
        },
      ]),
      "The same picture from both ways: what differs is rounding.",
    ),
    prose(
      "The tutorial multiplies with the <i>conjugate</i> of the kernel's spectrum. To conjugate a real kernel's spectrum is to flip the kernel, so that product is not the convolution but the <b>correlation</b>, the sum without the flip. The Laplacian looks the same after half a turn, and nobody notices. A kernel without that symmetry shows it:",
    ),
    formula("F⁻¹( F(x) · F(h) ) = Σ<sub>k</sub> h[k] · x[n − k]<br>F⁻¹( F(x) · F(h)* ) = Σ<sub>k</sub> h[k] · x[n + k]"),
    figure(
      inLine(numberGrid(rowsOf(emboss), { title: "emboss kernel", tone: () => "kernel" })) +
        pictures(
          [
            {
              src: greyPhoto(crop(relief.convolved, part)),
              text: "<b>product</b>: convolution. The kernel is flipped, and the light falls from the lower right.",
            },
            {
              src: greyPhoto(crop(relief.correlated, part)),
              text: "<b>product with the conjugate</b>: correlation. The light falls from the upper left.",
            },
          ],
          { columns: 2 },
        ),
      "One kernel, both products.",
    ),
    table(["kernel", "one way", "the other", "#largest difference, grey levels"], rows),
    prose(
      "Pixels run from 0 to 255, so differences near 10⁻¹² are rounding in the last of sixteen digits; <code>fftConvolve</code> sees that all numbers are whole and rounds its result to whole numbers, which leaves no difference at all. The third row of each kernel shows what the flip changes: nothing for the Laplacian, much for the emboss kernel.",
    ),
  ].join("");
}

/** Largest difference of two pictures in grey levels. */
function difference(a, b) {
  let most = 0;
  for (let n = 0; n < b.data.length; n++) most = Math.max(most, Math.abs(a.data[n] - b.data[n]));
  return most > 0.01 ? number(most) : scientific(most);
}

function gaussian2d(points, sigma) {
  const g = gaussianKernel(points, sigma);
  return signal.convolve2d(image(g, [points, 1]), image(g, [1, points]));
}

/** Circular borders, made visible by a wide kernel. */
function wrapping({ timings, picture, spectrum }) {
  const kernel = gaussian2d(61, 12);
  const corner = { top: 0, left: 0, height: 190, width: 230 };
  const circular = realPart(fft.ifft2(product(spectrum, fft.fft2(atOrigin(kernel, picture.shape)))));
  const full = timings.compare({
    step: "signal.fftConvolve with a wide Gaussian",
    work: "512×512 × 61×61",
    ours: () => signal.fftConvolve(picture, kernel),
    javascript: () => javascript.fftConvolve2d(picture, kernel),
  });
  const zero = crop(full, { top: 30, left: 30, height: 512, width: 512 });
  return [
    heading("Circular borders"),
    prose(
      "The discrete transform sees the picture as one tile of an endless floor: left of the first column comes the last. So the product is a <i>circular</i> convolution, and what leaves at the bottom comes in at the top. With zeros around the picture, as many as the kernel reaches, the tiles no longer touch: that is what <code>signal.fftConvolve</code> does.",
    ),
    figure(
      pictures([
        { src: greyPhoto(crop(picture, corner)), text: "the upper left of the picture: nothing but sky at the rim" },
        {
          src: greyPhoto(crop(circular, corner)),
          text: "plain product: the coat, which leaves the picture below, darkens the sky above",
        },
        {
          src: greyPhoto(crop(zero, corner)),
          text: "<code>fftConvolve</code>: the zeros outside darken the rim, and that evenly",
        },
      ]),
      `A Gaussian of σ = 12 makes the border visible. Farther than 30 pixels from it both agree to ${scientific(insideDifference(circular, zero, 30))} of the largest value.`,
    ),
  ].join("");
}

function insideDifference(a, b, margin) {
  const inside = (picture) =>
    crop(picture, { top: margin, left: margin, height: picture.shape[0] - 2 * margin, width: picture.shape[1] - 2 * margin })
      .data;
  return largestDifference(inside(a), inside(b));
}
