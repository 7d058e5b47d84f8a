import { RE, TE, type Row } from "../row";
import type { Kind } from "../values";

const picture = () => ({ data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
const kernel = () => [[1, 2, 1]];
const filter = { depth: "word", anchor: "point", delta: "finite", border: "word", borderValue: "level", alpha: "word" } as const satisfies Record<string, Kind>;

/** What every function refuses that takes a picture first. */
const pictures = (args: (src: unknown) => unknown[]): NonNullable<Row["rules"]> => [
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
      ["no shape", () => [{ kernel: kernel() }], TE, /^options\.shape: expected/],
      ["a shape of one axis", () => [{ kernel: kernel(), shape: [3] }], RE, /^options\.shape: expected/],
      ["an empty shape", () => [{ kernel: kernel(), shape: [0, 3] }], RE, /^options\.shape\[0\]: expected/],
    ],
  },
};
