import { RE, TE, type Row } from "../row";
import type { Kind } from "../values";

const picture = () => ({ data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
const kernel = () => [[1, 2, 1]];
const filter = { depth: "word", anchor: "point", delta: "finite", border: "word", borderValue: "level", alpha: "word" } as const satisfies Record<string, Kind>;
const derivative = { depth: "word", delta: "finite", scale: "finite", border: "word", borderValue: "level", alpha: "word" } as const satisfies Record<string, Kind>;

/** What every function refuses that takes a picture first. */
export const pictures = (args: (src: unknown) => unknown[]): NonNullable<Row["rules"]> => [
  ["a picture of one axis", () => args([1, 2, 3]), RE, /^src: expected an array of shape/],
  ["a picture of four axes", () => args([[[[1]]]]), RE, /^src: expected an array of shape/],
  ["a picture without a pixel", () => args({ data: new Uint8Array(0), shape: [0, 3] }), RE, /^src: expected at least one pixel/],
  ["a complex picture", () => args({ data: new Float32Array(8), shape: [2, 2], dtype: "complex64" }), TE, /^src: expected real data/],
];

const kernels = (name: string, args: (kernel: unknown, options?: object) => unknown[]): NonNullable<Row["rules"]> => [
  ["a kernel of one axis", () => args([1, 2]), RE, new RegExp(`^${name}: expected an array of two axes`)],
  ["a kernel without a weight", () => args({ data: new Float64Array(0), shape: [0, 3] }), RE, new RegExp(`^${name}: expected at least one weight`)],
  ["a kernel with an infinite weight", () => args([[1, Infinity]]), RE, new RegExp(`^${name}: expected finite weights`)],
  ["a complex kernel", () => args({ data: new Float32Array(8), shape: [2, 2], dtype: "complex64" }), TE, new RegExp(`^${name}: expected real data`)],
  ["an anchor right of the kernel", () => args(kernel(), { anchor: [3, 0] }), RE, /^options\.anchor\[0\]: expected/],
  ["an anchor below the kernel", () => args(kernel(), { anchor: [0, 1] }), RE, /^options\.anchor\[1\]: expected/],
  ["another number of border values", () => args(kernel(), { border: "constant", borderValue: [1, 2] }), RE, /^options\.borderValue: expected/],
  ["alpha kept in another type", () => args(kernel(), { alpha: "keep", depth: "float32" }), RE, /^options\.alpha: expected/],
];

/** How each function of the façade image is called wrongly. */
export const imageRows: Readonly<Record<string, Row>> = {
  "image.filter2D": {
    args: () => [picture(), kernel(), {}],
    arrays: [[0, "src"], [1, "kernel"]],
    options: { at: 2, of: { ...filter, out: "out" } },
    rules: [
      ...pictures((src) => [src, kernel()]),
      ...kernels("kernel", (given, options) => [picture(), given, options]),
      ["an out of another size", () => [picture(), kernel(), { out: { data: new Uint8Array(6), width: 2, height: 3 } }], RE, /^out: expected a picture of 3·2/],
    ],
  },
  "image.planFilter": {
    args: () => [{ kernel: kernel(), shape: [2, 3] }],
    options: { at: 0, of: { ...filter, dtype: "word", shape: "list" } },
    rules: [
      ...kernels("options.kernel", (given, options) => [{ kernel: given, shape: [2, 3], ...options }]),
      ["no kernel", () => [{ shape: [2, 3] }], TE, /^options\.kernel: expected/],
      ["kernelX alone", () => [{ kernelX: [1], shape: [2, 3] }], TE, /^options\.kernelY: expected/],
      ["kernelY of two axes", () => [{ kernelX: [1], kernelY: [[1, 2], [3, 4]], shape: [2, 3] }], RE, /^options\.kernelY: expected an array of one axis/],
      ["kernel and kernelX", () => [{ kernel: kernel(), kernelX: [1], kernelY: [1], shape: [2, 3] }], RE, /^options\.kernel: expected either/],
      ["no shape", () => [{ kernel: kernel() }], TE, /^options\.shape: expected/],
      ["a shape of one axis", () => [{ kernel: kernel(), shape: [3] }], RE, /^options\.shape: expected/],
      ["an empty shape", () => [{ kernel: kernel(), shape: [0, 3] }], RE, /^options\.shape\[0\]: expected/],
    ],
  },
  "image.sepFilter2D": {
    args: () => [picture(), [1, 2, 1], [1, 1], {}],
    arrays: [[0, "src"], [1, "kernelX"], [2, "kernelY"]],
    options: { at: 3, of: { ...filter, out: "out" } },
    rules: [
      ...pictures((src) => [src, [1], [1]]),
      ["a kernel of two axes", () => [picture(), [[1, 2], [3, 4]], [1]], RE, /^kernelX: expected an array of one axis/],
      ["a kernel without a weight", () => [picture(), [1], new Float64Array(0)], RE, /^kernelY: expected at least one weight/],
      ["a kernel with NaN", () => [picture(), [1], [NaN]], RE, /^kernelY: expected finite weights/],
      ["an anchor right of the kernel", () => [picture(), [1, 2], [1], { anchor: [2, 0] }], RE, /^options\.anchor\[0\]: expected/],
    ],
  },
  "image.gaussianBlur": {
    args: () => [picture(), { ksize: 3 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { sigmaX: "finite", sigmaY: "finite", border: "word", borderValue: "level", alpha: "word", out: "out" } },
    rules: [
      ...pictures((src) => [src, { ksize: 3 }]),
      ["neither size nor sigma", () => [picture(), {}], RE, /^options\.ksize: expected a size, or a sigma/],
      ["an even size", () => [picture(), { ksize: [3, 4] }], RE, /^options\.ksize: expected an odd number/],
      ["a negative size", () => [picture(), { ksize: -3 }], RE, /^options\.ksize: expected an integer/],
      ["a size of three numbers", () => [picture(), { ksize: [3, 3, 3] }], RE, /^options\.ksize: expected \[width, height\]/],
      ["a size that is a word", () => [picture(), { ksize: "3" }], TE, /^options\.ksize: expected/],
    ],
  },
  "image.getGaussianKernel": {
    args: () => [3, 1],
    plain: [[0, "ksize", "count"], [1, "sigma", "finite"]],
  },
  "image.getDerivKernels": {
    args: () => [1, 0, {}],
    options: { at: 2, of: { normalize: "flag" } },
    rules: [
      ["no derivative", () => [0, 0], RE, /^dx: expected a derivative/],
      ["an order not below the size", () => [3, 0], RE, /^dx: expected an integer/],
      ["a negative order", () => [1, -1], RE, /^dy: expected an integer/],
      ["an even size", () => [1, 0, { ksize: 4 }], RE, /^options\.ksize: expected an odd number/],
      ["Scharr's of both", () => [1, 1, { ksize: "scharr" }], RE, /^dx: expected one derivative/],
    ],
  },
  "image.sobel": {
    args: () => [picture(), { dx: 1 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { ...derivative, out: "out" } },
    rules: [
      ...pictures((src) => [src, { dx: 1 }]),
      ["no derivative", () => [picture(), {}], RE, /^options\.dx: expected a derivative/],
      ["an even size", () => [picture(), { dx: 1, ksize: 2 }], RE, /^options\.ksize: expected an odd number/],
      ["an order not below the size", () => [picture(), { dx: 5, ksize: 5 }], RE, /^options\.dx: expected an integer/],
    ],
  },
  "image.scharr": {
    args: () => [picture(), { dy: 1 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { ...derivative, out: "out" } },
    rules: [
      ...pictures((src) => [src, { dx: 1 }]),
      ["both derivatives", () => [picture(), { dx: 1, dy: 1 }], RE, /^options\.dx: expected one derivative/],
    ],
  },
  "image.laplacian": {
    args: () => [picture(), {}],
    arrays: [[0, "src"]],
    options: { at: 1, of: { ...derivative, out: "out" } },
    rules: [
      ...pictures((src) => [src]),
      ["an even size", () => [picture(), { ksize: 2 }], RE, /^options\.ksize: expected an odd number/],
      ["a size above 31", () => [picture(), { ksize: 33 }], RE, /^options\.ksize: expected an integer/],
    ],
  },
  "image.blur": {
    args: () => [picture(), { ksize: 3 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { anchor: "point", border: "word", borderValue: "level", alpha: "word", out: "out" } },
    rules: [
      ...pictures((src) => [src, { ksize: 3 }]),
      ["no size", () => [picture(), {}], TE, /^options\.ksize: expected a number or/],
      ["a size of zero", () => [picture(), { ksize: [3, 0] }], RE, /^options\.ksize\[1\]: expected an integer/],
      ["an anchor outside the box", () => [picture(), { ksize: 3, anchor: [3, 0] }], RE, /^options\.anchor\[0\]: expected/],
    ],
  },
  "image.boxFilter": {
    args: () => [picture(), { ksize: 3 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { depth: "word", normalize: "flag", anchor: "point", border: "word", borderValue: "level", alpha: "word", out: "out" } },
    rules: [
      ...pictures((src) => [src, { ksize: 3 }]),
      ["no size", () => [picture(), {}], TE, /^options\.ksize: expected a number or/],
      ["a size of zero", () => [picture(), { ksize: [3, 0] }], RE, /^options\.ksize\[1\]: expected an integer/],
      ["an anchor outside the box", () => [picture(), { ksize: 3, anchor: [3, 0] }], RE, /^options\.anchor\[0\]: expected/],
    ],
  },
  "image.sqrBoxFilter": {
    args: () => [picture(), { ksize: 3 }],
    arrays: [[0, "src"]],
    options: { at: 1, of: { depth: "word", normalize: "flag", anchor: "point", border: "word", borderValue: "level", alpha: "word", out: "out" } },
    rules: [
      ...pictures((src) => [src, { ksize: 3 }]),
      ["no size", () => [picture(), {}], TE, /^options\.ksize: expected a number or/],
      ["a size of zero", () => [picture(), { ksize: [3, 0] }], RE, /^options\.ksize\[1\]: expected an integer/],
      ["an anchor outside the box", () => [picture(), { ksize: 3, anchor: [3, 0] }], RE, /^options\.anchor\[0\]: expected/],
    ],
  },
};
