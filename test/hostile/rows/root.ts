import { complex, fitting, numbers, pair, RE, TE, type Row } from "../row";

const vectors: NonNullable<Row["rules"]> = [
  ["an empty signal", () => [[], [1]], RE, /^a: expected at least one sample/],
  ["an empty kernel", () => [[1], []], RE, /^v: expected at least one sample/],
  ["two axes", () => [[[1, 2]], [1]], RE, /^a: expected a one-dimensional array/],
  ["a picture as a kernel", () => [[1], [[1, 2]]], RE, /^v: expected a one-dimensional array/],
];

/** How each of the everyday functions is called wrongly. */
export const rootRows: Readonly<Record<string, Row>> = {
  convolve: pair("a", "v", fitting, vectors),
  correlate: pair("a", "v", fitting, vectors),
  array: {
    args: () => [numbers(), {}],
    arrays: [[0, "data"]],
    options: { at: 1, of: { shape: "list", dtype: "word" } },
    rules: [
      ["a shape of another size", () => [[1, 2, 3], { shape: [2, 2] }], RE, /^options\.shape: expected .*3/],
      ["complex data for a real type", () => [complex(), { dtype: "float32" }], TE, /^data: expected real data/],
      ["an odd number of halves", () => [[1, 2, 3], { dtype: "complex64" }], RE, /^data: expected an even number/],
    ],
  },
  NdArray: {
    args: () => [numbers(), [2, 2]],
    rules: [
      ["data that is no array", () => [5, [1]], TE, /^NdArray\.data: expected/],
      ["no shape", () => [numbers()], TE, /^NdArray\.shape: expected/],
      ["a shape beyond the data", () => [numbers(), [5]], RE, /^NdArray: expected elements within/],
      ["a type of another width", () => [numbers(), [2], undefined, 0, "complex64"], TE, /^NdArray\.data: expected/],
      ["an unknown type", () => [numbers(), [2], undefined, 0, "float16"], RE, /^NdArray\.dtype: expected/],
    ],
  },
  configure: { args: () => [{}], options: { at: 0, of: { deterministic: "flag" } } },
  features: { args: () => [] },
  init: {
    args: () => [{}],
    options: { at: 0, of: {} },
    rules: [
      ["bytes that are none", () => [{ bytes: "AGFzbQ" }], TE, /^options\.bytes: expected/],
      ["no bytes", () => [{ bytes: new Uint8Array(0) }], RE, /^options\.bytes: expected/],
      ["a module that is none", () => [{ module: {} }], TE, /^options\.module: expected/],
    ],
  },
  initAsync: { args: () => [{}], options: { at: 0, of: {} }, rules: [["a module that is none", () => [{ module: 5 }], TE, /^options\.module: expected/]] },
};
