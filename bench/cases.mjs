/**
 * The one table of what is measured: `npm run bench` and bench/versus run its rows, and a new
 * row is a new benchmark. What the fields of a kind mean, and how its inputs are made and its
 * outputs judged, stands in workloads.mjs.
 *
 *   operations  a multiplication and an addition are two; a transform counts 5 N log2 N, a real one half
 *   tolerance   largest error over largest value among the outputs that are looked at
 *   quick       also in the quick run of CI
 */
import { networkRows } from "./networks.mjs";

const types = ["f32", "f64"];

const direct1d = types.flatMap((dtype) =>
  [3, 15, 63].map((m) => conv1d(`a.conv1d.m${m}.${dtype}`, dtype, 1e6, m, "same", { method: "direct", quick: m === 15 })),
);

/** Calls so small that their overhead is what one sees. */
const small = types.flatMap((dtype) =>
  [[16, 4], [64, 5], [32, 16], [256, 3], [64, 16], [32, 32], [128, 9], [512, 5], [2048, 3], [256, 31], [1024, 15]].map(([n, m]) =>
    conv1d(`small.conv1d.${n}x${m}.${dtype}`, dtype, n, m, "full", { quick: dtype === "f32" && n * m === 320 }),
  ),
);

const fftConvolution = types.flatMap((dtype) => [
  ...[1e3, 1e4, 1e5].map((m) => fftconv(dtype, 1e6, m, "same", m === 1e4 && dtype === "f32")),
  fftconv(dtype, 2 ** 20, 2 ** 20, "full", false),
]);

const lengths = [256, 1024, 4096, 65536, 1048576, 1000, 12000, 44100, 1009];
const transforms = ["c", "r"].flatMap((field) =>
  types.flatMap((dtype) =>
    lengths.map((n) => ({
      id: `c.fft.${field}.${dtype}.${n}`,
      kind: "fft",
      field: field === "c" ? "complex" : "real",
      dtype,
      n,
      operations: (field === "c" ? 5 : 2.5) * n * Math.log2(n),
      tolerance: dtype === "f32" ? 2e-5 : 1e-11,
      quick: n === 4096 && dtype === "f32",
    })),
  ),
);

const images = [
  ...[3, 5, 11].map((k) => image("d.valid2d", "valid", k, "f32", { quick: k === 5 })),
  ...["f32", "u8", "rgba8"].flatMap((type) => [3, 5, 11, 31].map((k) => image("d.filter2d", "reflect101", k, type, { quick: type === "u8" && k === 5 }))),
  // kernels of small integers, named in workloads.mjs
  ...Object.entries({ sobel: 3, laplacian: 3, binomial: 5 }).map(([weights, k]) => image(`d.filter2d.${weights}`, "reflect101", k, "u8", { weights })),
];

/** Gaussians of 17 and 81 taps, and boxes, whose cost is not to depend on their size; operations as of two passes. */
const smoothing = ["u8", "rgba8", "f32"].flatMap((type) => [
  ...[[2, 17], [10, 81]].map(([sigma, k]) => smooth(`d.gauss.s${sigma}`, k, type, { sigma, quick: type === "u8" && sigma === 2 })),
  ...[3, 11, 31, 101].map((k) => smooth(`d.box.${k}x${k}`, k, type, { sigma: 0, quick: false })),
]);

/** SciPy's filters of arrays, 2048 × 2048, in both float types. */
const arrayFilters = ["f32", "f64"].flatMap((type) => [
  ...[[2, 17], [10, 81]].map(([sigma, k]) => arrayFilter(`d.ndimage.gauss.s${sigma}`, k, type, { sigma })),
  ...[3, 5, 11].map((k) => arrayFilter(`d.ndimage.correlate.${k}x${k}`, k, type, {})),
]);

const imagesByFft = [63, 255].map((k) => ({
  id: `d.fftconv2d.1024.k${k}.f32`,
  kind: "fftconv2d",
  dtype: "f32",
  height: 1024,
  width: 1024,
  k,
  operations: 0,
  tolerance: 1e-4,
  quick: false,
}));

/** Rounding grows with the iterations, and so the tolerance. */
const restored = [
  { id: "g.rl30.512.psf15", kind: "lucy", psf: "gaussian", shape: [512, 512], iterations: 30, tolerance: 5e-3 },
  { id: "g.rl30.512.motion15", kind: "lucy", psf: "motion", shape: [512, 512], iterations: 30, tolerance: 5e-3 },
  { id: "g.rl10.256x256x64.psf15", kind: "lucy", psf: "gaussian", shape: [256, 256, 64], iterations: 10, tolerance: 5e-3 },
  { id: "g.wiener.512.psf15", kind: "wiener", psf: "gaussian", shape: [512, 512], tolerance: 1e-4 },
].map((row) => ({ ...row, dtype: "f32", k: 15, operations: 0, quick: false }));

/** Layers of networks, batch 1, without bias: sizes as layers.mjs reads them. */
const layers = [
  layer("conv2d.64x56.3x3", "conv", 64, 64, [56, 56], [3, 3], { padding: 1, quick: true }),
  layer("conv2d.128x28.3x3", "conv", 128, 128, [28, 28], [3, 3], { padding: 1 }),
  layer("conv2d.stem7x7s2", "conv", 3, 64, [224, 224], [7, 7], { stride: 2, padding: 3 }),
  layer("conv2d.1x1.256-64", "conv", 256, 64, [56, 56], [1, 1], {}),
  layer("conv2d.dw144.3x3", "conv", 144, 144, [56, 56], [3, 3], { padding: 1, groups: 144 }),
  layer("conv1d.64.k9", "conv", 64, 64, [4096], [9], { padding: 4 }),
  layer("conv3d.16.3x3x3", "conv", 16, 16, [16, 32, 32], [3, 3, 3], { padding: 1 }),
  layer("block.dwsep", "separable", 64, 128, [56, 56], [3, 3], { padding: 1, operations: 2 * 64 * 56 * 56 * (9 + 128) }),
  layer("convT2d.64-32", "transpose", 64, 32, [28, 28], [4, 4], { stride: 2, padding: 1, operations: 2 * 64 * 32 * 28 * 28 * 16 }),
  layer("maxpool.3x3s2", "maxpool", 64, 64, [112, 112], [3, 3], { stride: 2, padding: 1, operations: 9 * 64 * 56 * 56 }),
  layer("conv2d.64x56.3x3.bwd", "gradients", 64, 64, [56, 56], [3, 3], { padding: 1, operations: 4 * 64 * 56 * 56 * 64 * 9 }),
];

export const cases = [...direct1d, ...small, ...fftConvolution, ...transforms, ...images, ...smoothing, ...arrayFilters, ...imagesByFft, ...layers, ...restored];

/** Every layer of two networks, batch 1: not among all, only where they are asked for. */
export const networks = networkRows((name, ...given) => ({ ...layer(name, ...given), id: `n.${name}` }));

/** The rows whose id begins with one of the prefixes; all but the networks' without any. */
export function select(prefixes) {
  if (prefixes.length === 0) return cases;
  return [...cases, ...networks].filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));
}

function conv1d(id, dtype, n, m, mode, more) {
  return { id, kind: "conv1d", dtype, n, m, mode, method: "auto", operations: 2 * n * m, tolerance: close(dtype), ...more };
}

function fftconv(dtype, n, m, mode, quick) {
  const id = `b.fftconv.n${n}.m${m}.${dtype}`;
  return { id, kind: "fftconv", dtype, n, m, mode, operations: 0, tolerance: close(dtype), quick };
}

function image(family, border, k, type, more) {
  const [height, width] = [1080, 1920];
  const [dtype, channels] = type === "rgba8" ? ["u8", 4] : [type, 1];
  const outputs = (border === "valid" ? (height - k + 1) * (width - k + 1) : height * width) * channels;
  // one grey level of 255, as peers round weights or sums; ours are exact, which test/ sees to
  const tolerance = dtype === "u8" ? 1.01 / 255 : 1e-4;
  return { id: `${family}.${k}x${k}.${type}`, kind: "correlate2d", dtype, height, width, channels, k, border, operations: 2 * outputs * k * k, tolerance, quick: false, ...more };
}

function smooth(family, k, type, more) {
  const row = image(family, "reflect101", k, type, more);
  // OpenCV rounds the weights of bytes to 8 bits; means of noise are not far above their middle
  const tolerance = row.dtype === "u8" ? 1.6 / 128 : 1e-4;
  return { ...row, id: `${family}.${type}`, kind: "smooth", tolerance, operations: (2 * row.operations) / k };
}

function arrayFilter(family, k, type, { sigma }) {
  const side = 2048;
  const products = sigma === undefined ? k * k : 2 * k;
  return { id: `${family}.${type}`, kind: "ndfilter", dtype: type, height: side, width: side, channels: 1, k, sigma, border: "reflect101", operations: 2 * side * side * products, tolerance: close(type), quick: false };
}

function layer(name, operator, channels, outputs, space, kernel, { stride = 1, padding = 0, groups = 1, ...more }) {
  const product = (list) => list.reduce((size, extent) => size * extent, 1);
  const placesOf = space.map((N, axis) => Math.floor((N + 2 * padding - kernel[axis]) / stride) + 1);
  const operations = 2 * outputs * product(placesOf) * (channels / groups) * product(kernel);
  return { id: `e.${name}`, kind: "layer", dtype: "f32", operator, channels, outputs, space, kernel, stride, padding, groups, operations, tolerance: 1e-4, quick: false, ...more };
}

function close(dtype) {
  return dtype === "f32" ? 1e-4 : 1e-10;
}
