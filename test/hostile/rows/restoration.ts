import { RE, TE, type Row } from "../row";
import type { Kind } from "../values";

const signal = () => Float64Array.of(1, 2, 3, 4);
const spread = () => Float64Array.of(0.25, 0.5, 0.25);
const iteration = { numIter: "count", clip: "flag", filterEpsilon: "finiteOrNull", boundary: "word", acceleration: "word", totalVariation: "finite", tolerance: "finite" } as const satisfies Record<string, Kind>;

/** What is wrong with a psf for a function whose arguments before it are given, and what its options are. */
const spreads = (args: (psf: unknown) => unknown[], name = "psf"): NonNullable<Row["rules"]> => [
  ["an empty psf", () => args([]), RE, new RegExp(`^${name}: expected at least one sample`)],
  ["a negative number in the psf", () => args([0.5, -0.1, 0.6]), RE, new RegExp(`^${name}: expected finite numbers of at least 0, got -0.1`)],
  ["NaN in the psf", () => args([0.5, NaN, 0.5]), RE, new RegExp(`^${name}: expected finite numbers of at least 0, got NaN`)],
  ["infinity in the psf", () => args([0.5, Infinity, 0.5]), RE, new RegExp(`^${name}: expected finite numbers`)],
  ["a psf of zeros", () => args([0, 0, 0]), RE, new RegExp(`^${name}: expected a number above 0, got zeros alone`)],
  ["a psf larger than the picture", () => args([1, 1, 1, 1, 1]), RE, new RegExp(`^${name}: expected at most the picture's 4 samples on axis 0, got 5`)],
  ["a psf of another rank", () => args([[1, 2]]), RE, new RegExp(`^${name}: expected as many axes as the picture, 1, got`)],
  ["a complex psf", () => args({ re: [1], im: [0] }), TE, new RegExp(`^${name}: expected real data`)],
];
const pictures = (name: string, args: (picture: unknown) => unknown[]): NonNullable<Row["rules"]> => [
  ["an empty picture", () => args([]), RE, new RegExp(`^${name}: expected at least one sample`)],
  ["a complex picture", () => args({ re: [1, 2, 3], im: [1, 2, 3] }), TE, new RegExp(`^${name}: expected real data`)],
  ["a picture of four axes", () => args([[[[1, 2, 3]]]]), RE, new RegExp(`^${name}: expected an array of one, two or three axes`)],
];
const lucy: NonNullable<Row["rules"]> = [
  ["a variation that is too strong", () => [signal(), spread(), { totalVariation: 0.2 }], RE, /^options\.totalVariation: expected a finite number from 0 to 0\.1/],
  ["a tolerance below 0", () => [signal(), spread(), { tolerance: -1 }], RE, /^options\.tolerance: expected/],
  ["progress told to no function", () => [signal(), spread(), { onProgress: 5 }], TE, /^options\.onProgress: expected a function/],
  ["weights of another shape", () => [signal(), spread(), { weights: [1, 2] }], RE, /^options\.weights: expected shape \[4\]/],
  ["negative weights", () => [signal(), spread(), { weights: [1, 1, -1, 1] }], RE, /^options\.weights: expected finite numbers of at least 0/],
  ["weights of zeros", () => [signal(), spread(), { weights: [0, 0, 0, 0] }], RE, /^options\.weights: expected a number above 0/],
  ["weights that are no array", () => [signal(), spread(), { weights: "all" }], TE, /^options\.weights: expected/],
];
const restored = (rules: NonNullable<Row["rules"]>): Row => ({
  args: () => [signal(), spread(), {}],
  arrays: [[0, "image"], [1, "psf"]],
  options: { at: 2, of: { ...iteration, out: "out" } },
  rules: [...spreads((psf) => [signal(), psf]), ...pictures("image", (image) => [image, [1]]), ...lucy, ...rules],
});

/** How each function of the façade restoration is called wrongly. */
export const restorationRows: Readonly<Record<string, Row>> = {
  "restoration.inverseFilter": {
    args: () => [signal(), spread(), {}],
    arrays: [[0, "x"], [1, "psf"]],
    options: { at: 2, of: { epsilon: "finite", anchor: "word", out: "out" } },
    rules: [
      ...spreads((psf) => [signal(), psf]),
      ...pictures("x", (x) => [x, [1]]),
      ["a floor above the largest", () => [signal(), spread(), { epsilon: 2 }], RE, /^options\.epsilon: expected a finite number from 0 to 1/],
    ],
  },
  "restoration.wiener": {
    args: () => [signal(), spread(), 0.1, {}],
    arrays: [[0, "image"], [1, "psf"]],
    plain: [[2, "balance", "finite"]],
    options: { at: 3, of: { clip: "flag", out: "out" } },
    rules: [
      ...spreads((psf) => [signal(), psf, 0.1]),
      ...pictures("image", (image) => [image, [1], 0.1]),
      ["a negative balance", () => [signal(), spread(), -1], RE, /^balance: expected/],
      ["an operator that does not fit", () => [signal(), spread(), 0.1, { reg: [1, 2, 3, 4, 5] }], RE, /^options\.reg: expected an array that fits/],
      ["an operator of another rank", () => [signal(), spread(), 0.1, { reg: [[1]] }], RE, /^options\.reg: expected an array that fits/],
      ["NaN in the operator", () => [signal(), spread(), 0.1, { reg: [NaN] }], RE, /^options\.reg: expected a finite number/],
      ["a transfer function of another shape", () => [signal(), spread(), 0.1, { reg: { re: [1, 2], im: [0, 0] } }], RE, /^options\.reg: expected a complex array of shape \[3\]/],
      ["an operator that is no array", () => [signal(), spread(), 0.1, { reg: "laplacian" }], TE, /^options\.reg: expected/],
    ],
  },
  "restoration.richardsonLucy": restored([]),
  "restoration.richardsonLucyAsync": restored([
    ["a signal that is none", () => [signal(), spread(), { signal: {} }], TE, /^options\.signal: expected an AbortSignal/],
    ["null for a signal", () => [signal(), spread(), { signal: null }], TE, /^options\.signal: expected an AbortSignal/],
  ]),
  "restoration.planRichardsonLucy": {
    args: () => [{ psf: spread(), shape: [4] }],
    options: { at: 0, of: { ...iteration, shape: "list", dtype: "word" } },
    rules: [
      ...spreads((psf) => [{ psf, shape: [4] }], "options\\.psf"),
      ["no options", () => [], TE, /^options: expected an object/],
      ["no psf", () => [{ shape: [4] }], TE, /^options\.psf: expected/],
      ["no shape", () => [{ psf: [1] }], TE, /^options\.shape: expected/],
      ["four axes", () => [{ psf: [1], shape: [2, 2, 2, 2] }], RE, /^options\.shape: expected one, two or three axes/],
      ["a shape of zero", () => [{ psf: [1], shape: [0] }], RE, /^options\.shape\[0\]: expected/],
      ["a complex type", () => [{ psf: [1], shape: [3], dtype: "complex64" }], RE, /^options\.dtype: expected/],
    ],
  },
  "restoration.psf.gaussian": {
    args: () => [[3, 3], 1, {}],
    plain: [[0, "shape", "list"]],
    options: { at: 2, of: { dtype: "word", out: "out" } },
    rules: [
      ["a σ that is a word", () => [3, "1"], TE, /^sigma: expected a number, got/],
      ["σ among which is a word", () => [[3, 3], [1, "1"]], TE, /^sigma: expected a number, got/],
      ["a σ of 0", () => [3, 0], RE, /^sigma: expected a number above 0/],
      ["as many σ as not axes", () => [[3, 3], [1]], RE, /^sigma: expected 2 numbers/],
      ["four axes", () => [[1, 1, 1, 1], 1], RE, /^shape: expected one, two or three axes/],
    ],
  },
  "restoration.psf.airy": {
    args: () => [[3, 3], 1, {}],
    plain: [[0, "shape", "list"], [1, "radius", "finite"]],
    options: { at: 2, of: { dtype: "word", out: "out" } },
    rules: [
      ["a radius of 0", () => [[3, 3], 0], RE, /^radius: expected a number above 0/],
      ["one axis", () => [[3], 1], RE, /^shape: expected two axes, got 1/],
    ],
  },
  "restoration.psf.motion": {
    args: () => [3, 0, {}],
    plain: [[0, "length", "finite"], [1, "angle", "finite"]],
    options: { at: 2, of: { dtype: "word", out: "out", shape: "list" } },
    rules: [
      ["a length of 0", () => [0], RE, /^length: expected a number above 0/],
      ["a length without end", () => [1e9], RE, /^length: expected a finite number from 0 to 10000/],
      ["three axes", () => [3, 0, { shape: [3, 3, 3] }], RE, /^options\.shape: expected two axes, got 3/],
    ],
  },
  "restoration.psf.fromArray": {
    args: () => [signal(), {}],
    arrays: [[0, "data"]],
    options: { at: 1, of: { background: "finite", out: "out" } },
    rules: [
      ...pictures("data", (data) => [data]),
      ["nothing above the background", () => [[1, 2], { background: 3 }], RE, /^data: expected a number above options\.background/],
      ["NaN", () => [[1, NaN]], RE, /^data: expected finite numbers, got NaN/],
    ],
  },
};
