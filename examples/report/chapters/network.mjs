import { array, signal } from "simdvolve";
import { card, cards, inLine, numberGrid, rowsOf, wideCards } from "../grid.mjs";
import { correlate2dValid } from "../javascript/convolve.mjs";
import { figure, formula, heading, pictures, prose, table } from "../page.mjs";
import { colourMap, crop, greyPhoto, greyPixels, image, mapped, padZero, readPicture, size } from "../picture.mjs";
import { colourBar } from "../plot.mjs";

export const id = "network";
export const title = "What networks call a convolution";

const x = array([
  [1, 2, 3, 4],
  [5, 6, 7, 8],
  [9, 10, 11, 12],
  [13, 14, 15, 16],
]);
const w = array([
  [1, 1],
  [-1, -1],
]);

export function write(lab) {
  return [worked(), sizesOf(), onPictures(lab)].join("");
}

function worked() {
  const correlated = signal.correlate2d(x, w, { mode: "valid" });
  const convolved = signal.convolve2d(x, w, { mode: "valid" });
  const [first] = correlated.data;
  const [flippedFirst] = convolved.data;
  const turned = array(
    rowsOf(w)
      .reverse()
      .map((row) => row.reverse()),
  );
  const window = (i, j) => (i < 2 && j < 2 ? "window" : "");
  const all = (result) => (i, j) => (i + j === 0 ? "result" : signs(result)(i, j));
  return [
    prose(
      "A convolutional network slides small kernels over its input as well, but nobody flips them: the kernel is learned, and a flipped one could be learned just as easily. What networks compute, and call convolution, is the correlation:",
    ),
    formula("correlation: y[i, j] = Σ w[k, l] · x[i + k, j + l]<br>convolution: y[i, j] = Σ w[k, l] · x[i − k, j − l]"),
    figure(
      wideCards(
        card(
          "Correlation: as it stands",
          inLine(
            numberGrid(rowsOf(x), { title: "x", tone: window }),
            "⋆",
            numberGrid(rowsOf(w), { title: "w", tone: () => "kernel" }),
            "=",
            numberGrid(rowsOf(correlated), { title: "valid", tone: all(correlated) }),
          ) + `<p>1 + 2 − 5 − 6 = <b id="correlation">${signed(first)}</b></p>`,
        ),
        card(
          "Convolution: turned by 180°",
          inLine(
            numberGrid(rowsOf(x), { title: "x", tone: window }),
            "∗",
            numberGrid(rowsOf(turned), { title: "w, turned", tone: () => "kernel" }),
            "=",
            numberGrid(rowsOf(convolved), { title: "valid", tone: all(convolved) }),
          ) + `<p>−1 − 2 + 5 + 6 = <b id="convolution">${signed(flippedFirst)}</b></p>`,
        ),
      ),
      "The rows of x grow by 4 downwards, so the upper pair less the lower pair is −8 everywhere; flipped, it is +8. The tutorial's text prints −8, the correlation; its code flips the kernel and computes +8, the convolution. Both are right, of different sums.",
    ),
  ].join("");
}

/** Tones of cells by their sign. */
const signs =
  ({ data, shape }) =>
  (i, j) =>
    data[i * shape[1] + j] < 0 ? "minus" : "plus";

const signed = (value) => (value < 0 ? `−${-value}` : `+${value}`);

/** The sizes that modes, strides and padding give. */
function sizesOf() {
  const correlate = (input, mode) => signal.correlate2d(input, w, { mode });
  const padded = padZero(x, { before: [1, 1], after: [1, 1] });
  const cases = [
    { name: "valid", result: correlate(x, "valid"), padding: 0, stride: 1 },
    { name: "same", result: correlate(x, "same"), padding: "0 before, 1 behind", stride: 1 },
    { name: "full", result: correlate(x, "full"), padding: "1 (K − 1)", stride: 1 },
    { name: "padding 1", result: correlate(padded, "valid"), padding: 1, stride: 1 },
    { name: "stride 2", result: strided(correlate(x, "valid"), 2), padding: 0, stride: 2 },
    { name: "padding 1, stride 2", result: strided(correlate(padded, "valid"), 2), padding: 1, stride: 2 },
  ];
  return [
    heading("Sizes: mode, padding, stride"),
    prose("With P zeros on every side and a step of S, a kernel of K fits so often into N samples:"),
    formula("⌊(N + 2P − K) / S⌋ + 1"),
    figure(
      cards(
        ...cases.map(({ name, result }) =>
          card(`${name}: ${result.shape.join("×")}`, numberGrid(rowsOf(result), { tone: signs(result) })),
        ),
      ),
      "The same correlation, cut and stepped in six ways. At the padded rims part of the window lies on zeros, and other numbers come out. A stride of 2 keeps every second output in both directions.",
    ),
    table(
      ["", "zeros added", "#stride", "#output"],
      cases.map(({ name, result, padding, stride }) => [name, String(padding), String(stride), result.shape.join(" × ")]),
    ),
    prose(
      "With a kernel of 2, a padding of 1 is the same as full. In mode same the kernel's middle lies between two outputs, and a convention says on which side the one extra row and column of zeros stand: here, as in SciPy's <code>correlate2d</code>, below and to the right.",
    ),
  ].join("");
}

/** Every S-th output in both directions. */
function strided({ data, shape: [H, W] }, S) {
  const shape = [Math.ceil(H / S), Math.ceil(W / S)];
  const kept = Float64Array.from(
    { length: shape[0] * shape[1] },
    (_, n) => data[Math.floor(n / shape[1]) * S * W + (n % shape[1]) * S],
  );
  return image(kept, shape);
}

/** The kernel as a feature detector. */
function onPictures({ timings }) {
  const shapes = drawnShapes(48);
  const camera = readPicture(new URL("../../data/camera.png", import.meta.url)).grey;
  const kernel = image(Float32Array.of(1, 1, -1, -1), [2, 2]);
  const upright = image(Float32Array.of(1, -1, 1, -1), [2, 2]);
  const correlate = (picture, weights) => signal.correlate2d(picture, weights, { mode: "valid" });
  const features = timings.compare({
    step: "Network example on the camera picture",
    work: "512×512 × 2×2",
    ours: (out) => signal.correlate2d(camera, kernel, { mode: "valid", out }),
    javascript: (out) => correlate2dValid(camera, kernel, out),
  });
  const tones = (limit) => ({ scheme: "rdbu", low: -limit, high: limit });
  const bar = (limit) => colourBar({ scheme: "rdbu", low: -limit, high: limit, label: "grey levels" });
  const part = { top: 60, left: 120, height: 260, width: 260 };
  const rectified = mapped(features, (v) => Math.max(0, v));
  return [
    heading("On a picture with edges"),
    prose(
      "[[1 1] [−1 −1]] subtracts what is below from what is above. It finds horizontal edges, with a sign: blue where the upper side is brighter, red where the lower is. Convolution gives the same picture with the signs exchanged. Upright edges, where above and below are equal, give nothing; for them there is the same kernel on its side.",
    ),
    figure(
      pictures(
        [
          { src: greyPixels(shapes), text: "shapes with edges in all directions", pixels: true },
          {
            src: colourMap(correlate(shapes, kernel), tones(400)),
            text: "correlation with [[1 1] [−1 −1]]",
            extra: bar(400),
            pixels: true,
          },
          {
            src: colourMap(signal.convolve2d(shapes, kernel, { mode: "valid" }), tones(400)),
            text: "convolution: the signs exchanged",
            extra: bar(400),
            pixels: true,
          },
          {
            src: colourMap(correlate(shapes, upright), tones(400)),
            text: "correlation with [[1 −1] [1 −1]]",
            extra: bar(400),
            pixels: true,
          },
        ],
        { columns: 4 },
      ),
      "A square and a disc. The upper rim of each is red (dark above, bright below), the lower blue; the sides of the square stay white until the kernel is turned.",
    ),
    figure(
      pictures([
        { src: greyPhoto(crop(camera, part)), text: "a part of camera.png" },
        { src: colourMap(crop(features, part), tones(150)), text: "its correlation", extra: bar(150) },
        {
          src: greyPhoto(crop(rectified, part), size(2)),
          text: "after a rectifier, max(0, y), as a network's next layer sees it; twice as bright",
        },
      ]),
      "On a photograph: shoulders, roofs and the horizon answer, the upright column of the tripod hardly does.",
    ),
  ].join("");
}

/** A light square and a light disc on dark ground. */
function drawnShapes(side) {
  const light = (i, j) => {
    const inSquare = i >= 6 && i < 24 && j >= 5 && j < 23;
    const inDisc = Math.hypot(i - 31, j - 32) < 11.3;
    return inSquare || inDisc ? 230 : 40;
  };
  return image(
    Float32Array.from({ length: side * side }, (_, n) => light(Math.floor(n / side), n % side)),
    [side, side],
  );
}
