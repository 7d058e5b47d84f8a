import { nn, NdArray } from "simdvolve";
import { readDigits } from "../../digits/digits.mjs";
import { networkOf } from "../../digits/layers.mjs";
import { accuracyOf, confusion, forward, train } from "../../digits/training.mjs";
import { number, percent } from "../format.mjs";
import { inLine, numberGrid } from "../grid.mjs";
import { figure, heading, pictures, prose, sideBySide, table } from "../page.mjs";
import { asItIs, colourMap, greyPhoto, greyPixels, image, readPicture, size } from "../picture.mjs";
import { colour, line, plot } from "../plot.mjs";

export const id = "layers";
export const title = "Layers that learn";

/** Classic kernels that one layer applies in parallel. */
const classics = {
  "a mean": [1, 1, 1, 1, 1, 1, 1, 1, 1].map((tap) => tap / 9),
  "edges across (Sobel)": [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  "edges down (Sobel)": [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  "spots (Laplacian)": [-1, -1, -1, -1, 8, -1, -1, -1, -1],
};
const ROUNDS = 4;

export function write(lab) {
  return [featureMaps(), windows(), enlarging(), fields(), learning(lab)].join("");
}

function featureMaps() {
  const { grey } = readPicture(new URL("../../data/camera.png", import.meta.url));
  const names = Object.keys(classics);
  const weight = new NdArray(Float32Array.from(names.flatMap((name) => classics[name])), [names.length, 1, 3, 3]);
  const [H, W] = grey.shape;
  const maps = nn.conv2d(new NdArray(grey.data, [1, 1, H, W]), weight, { padding: "same", paddingMode: "replicate" });
  const pooled = nn.maxPool2d(nn.relu(maps), { kernelSize: 4 });
  const mapOf = ({ data, shape }, c) => image(data.subarray(c * shape[2] * shape[3], (c + 1) * shape[2] * shape[3]), shape.slice(2));
  return [
    prose("A layer slides many kernels over its input at once, and hands on one picture for each: its feature maps. These four kernels are older than networks; a network would learn its own."),
    figure(
      pictures(names.map((name, c) => ({ src: greyPhoto(mapOf(maps, c), c === 0 ? asItIs : size(1)), text: name })), { columns: 4 }),
      "<code>nn.conv2d</code> with a weight of shape [4, 1, 3, 3]: four feature maps of one photograph. Of the last three the size is shown.",
    ),
    figure(
      pictures(names.map((name, c) => ({ src: greyPhoto(mapOf(pooled, c)), text: name })), { columns: 4 }),
      `After a rectifier and a maximum over 4 × 4 pixels, ${pooled.shape[2]} × ${pooled.shape[3]} numbers of each map are left: where something was found, not exactly where.`,
    ),
  ].join("");
}

/** Which samples the first two windows of a row meet. */
function windows() {
  const ways = [["stride 1", {}], ["stride 2", { stride: 2 }], ["padding 1", { padding: 1 }], ["dilation 2", { dilation: 2 }]];
  const N = 7;
  const row = Array.from({ length: N }, (_, n) => n + 1);
  const grids = ways.map(([name, { stride = 1, padding = 0, dilation = 1 }]) => {
    const padded = [...Array(padding).fill(0), ...row, ...Array(padding).fill(0)];
    const meets = (window) => [0, 1, 2].map((k) => window * stride + k * dilation);
    const outputs = nn.convOutputSize({ input: N, kernel: 3, stride, padding, dilation });
    const grid = numberGrid([padded, padded], {
      heads: ["first", "second"],
      tone: (i, j) => (meets(i).includes(j) ? "window" : j < padding || j >= padding + N ? "outside" : ""),
    });
    return `<div><h4>${name}: ${outputs} outputs of ${N}</h4>${grid}</div>`;
  });
  return [heading("Stride, padding, dilation"), figure(inLine(...grids), "Which samples the first two windows of three taps meet.")].join("");
}

function enlarging() {
  const small = new NdArray(Float32Array.of(0, 0, 0, 0, 0, 200, 120, 0, 0, 60, 250, 0, 0, 0, 0, 0), [1, 1, 4, 4]);
  const tent = [0.25, 0.75, 0.75, 0.25];
  const kernels = { "a box of 2 × 2: each pixel four times": [[1, 1, 1, 1], 2, 0], "a tent of 4 × 4: straight lines between": [tent.flatMap((a) => tent.map((b) => a * b)), 4, 1] };
  const shown = Object.entries(kernels).map(([text, [taps, K, padding]]) => {
    const y = nn.convTranspose2d(small, new NdArray(Float32Array.from(taps), [1, 1, K, K]), { stride: 2, padding });
    return { src: greyPixels(image(y.data, y.shape.slice(2))), text, pixels: true };
  });
  return [
    heading("The transposed convolution enlarges"),
    prose("Turned round, a convolution of stride 2 doubles a picture: each pixel adds the kernel, times itself, to the result, two places on for each step of its own."),
    figure(pictures([{ src: greyPixels(image(small.data, [4, 4])), text: "4 × 4 pixels", pixels: true }, ...shown]), "<code>nn.convTranspose2d</code> with stride 2."),
  ].join("");
}

/** Layers, the one next to the picture first. */
const stack = [
  ["3 × 3, stride 2", { kernel: 3, stride: 2, padding: 1 }],
  ["3 × 3", { kernel: 3, padding: 1 }],
  ["3 × 3, stride 2", { kernel: 3, stride: 2, padding: 1 }],
  ["3 × 3", { kernel: 3, padding: 1 }],
  ["3 × 3, stride 2", { kernel: 3, stride: 2, padding: 1 }],
  ["3 × 3, dilation 2", { kernel: 3, dilation: 2, padding: 2 }],
];

function fields() {
  const rows = stack.map(([name], n) => {
    const { size: seen, stride, start } = nn.receptiveField(stack.slice(0, n + 1).map(([, layer]) => layer));
    return [String(n + 1), name, `${seen} × ${seen}`, String(stride), number(start)];
  });
  return [
    heading("What one number sees"),
    prose("Each layer widens the part of the picture on which one of its numbers depends: its receptive field."),
    table(["layer", "kernel", "#sees", "#pixels to its neighbour's", "#begins at"], rows),
  ].join("");
}

function learning(lab) {
  const digits = readDigits(1);
  const network = networkOf("plain", 7);
  lab.say(`training on ${digits.train.labels.length} digits, ${ROUNDS} rounds`);
  const start = performance.now();
  const { loss, accuracy } = train(network, digits, { rounds: ROUNDS, seed: 3 });
  const seconds = (performance.now() - start) / 1000;
  const counts = confusion(network, digits.test);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round + 1);
  const [first] = network;
  const kernels = Array.from({ length: first.weight.value.shape[0] }, (_, o) => ({
    src: colourMap(image(first.weight.value.data.subarray(9 * o, 9 * o + 9), [3, 3]), { scheme: "RdBu", low: -1, high: 1 }), text: String(o + 1), pixels: true,
  }));
  const one = new NdArray(digits.test.pictures.data.slice(0, 64), [1, 1, 8, 8]);
  const maps = forward(network.slice(0, 2), one);
  const seen = Array.from({ length: maps.shape[1] }, (_, c) => ({ src: greyPixels(image(maps.data.subarray(64 * c, 64 * c + 64), [8, 8]), (value) => asItIs(160 * value)), text: String(c + 1), pixels: true }));
  return [
    heading("A network that learns to read"),
    prose(
      `Two convolutions, a maximum over 2 × 2 and a dense layer, ${number(network.flatMap(({ parameters }) => parameters).reduce((sum, { value }) => sum + value.size, 0), 5)} numbers in all, learned to read handwritten digits in ${number(seconds, 2)} s: every gradient is the library's, every step Adam's. After ${ROUNDS} rounds ${percent(accuracyOf(counts), 3)} of ${digits.test.labels.length} digits that it never saw are read right. <code>node examples/digits.mjs</code> goes on for longer.`,
    ),
    sideBySide(
      plot({ span: "half", title: "loss", label: "the loss falls", x: { label: "round", ticks: ROUNDS }, y: { label: null, grid: true, zero: true }, marks: [line(loss, { x: rounds, stroke: colour.second })] }),
      plot({ span: "half", title: "digits read right", label: "the accuracy rises", x: { label: "round", ticks: ROUNDS }, y: { label: "%", grid: true }, marks: [line(accuracy.map((share) => 100 * share), { x: rounds, stroke: colour.result })] }),
    ),
    figure(numberGrid(counts, { heads: counts.map((_, digit) => String(digit)), tone: (i, j) => (i === j ? "result" : counts[i][j] > 0 ? "window" : "off") }), "Rows: what the digit is. Columns: what it was taken for, 0 to 9."),
    figure(pictures(kernels, { columns: 8, narrow: 4 }), "The sixteen kernels of the first layer: blue counts for, red against."),
    figure(pictures([{ src: greyPixels(image(one.data, [8, 8]), (value) => 255 * value), text: `a ${digits.test.labels[0]}`, pixels: true }, ...seen], { columns: 9, narrow: 6 }), "A digit, and what each of them makes of it after the rectifier."),
  ].join("");
}
