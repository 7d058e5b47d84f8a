import { numbers, RE, TE, type Row } from "../row";

const plane = () => [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]];
const columns = () => [[[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]]];
const windows = { kernelSize: "sizes", dilation: "sizes", padding: "padding", stride: "sizes", out: "out" } as const;

/** How padding, unfolding and folding are called wrongly. */
export const columnRows: Readonly<Record<string, Row>> = {
  "nn.pad": {
    args: () => [numbers(), [1, 1], {}],
    arrays: [[0, "x"]],
    plain: [[1, "pad", "list"]],
    options: { at: 2, of: { mode: "word", value: "number", out: "out" } },
    rules: [
      ["an odd number of sides", () => [numbers(), [1]], RE, /^pad: expected an even number of sides/],
      ["more sides than there are", () => [numbers(), [1, 1, 1, 1]], RE, /^pad: expected an even number of sides, at most 2/],
      ["more taken away than there is", () => [numbers(), [-3, -2]], RE, /^pad: expected at most 4 samples taken away.*-1/],
      ["a mirror without samples", () => [numbers(), [4, 0], { mode: "reflect" }], RE, /^pad: expected at most 3 on axis 0/],
      ["a circle more than round", () => [numbers(), [0, 5], { mode: "circular" }], RE, /^pad: expected at most 4 on axis 0/],
    ],
  },
  "nn.padBackward": {
    args: () => [[1, 2, 3, 4, 5, 6], numbers(), { pad: [1, 1] }],
    arrays: [[0, "gradOutput"], [1, "x"]],
    options: { at: 2, of: { pad: "list", mode: "word", value: "number", out: "out" } },
    rules: [
      ["no options", () => [numbers(), numbers()], TE, /^options: expected an object/],
      ["a gradient of another shape", () => [numbers(), numbers(), { pad: [1, 1] }], RE, /^gradOutput: expected shape \[6\]/],
    ],
  },
  "nn.unfold": {
    args: () => [plane(), { kernelSize: 2 }],
    arrays: [[0, "x"]],
    options: { at: 1, of: windows },
    rules: [
      ["no options", () => [plane()], TE, /^options: expected an object/],
      ["two axes", () => [[[1, 2]], { kernelSize: 1 }], RE, /^x: expected three to five axes/],
      ["a window that does not fit", () => [plane(), { kernelSize: 2, dilation: 3 }], RE, /^options\.kernelSize: expected a window of at most 3.*got 4/],
    ],
  },
  "nn.unfoldBackward": {
    args: () => [columns(), plane(), { kernelSize: 2 }],
    arrays: [[0, "gradOutput"], [1, "x"]],
    options: { at: 2, of: windows },
    rules: [["a gradient of another shape", () => [columns(), plane(), { kernelSize: 3 }], RE, /^gradOutput: expected shape \[1, 9, 1\]/]],
  },
  "nn.fold": {
    args: () => [columns(), { outputSize: [3, 3], kernelSize: 2 }],
    arrays: [[0, "x"]],
    options: { at: 1, of: { ...windows, outputSize: "sizes" } },
    rules: [
      ["no options", () => [columns()], TE, /^options: expected an object/],
      ["channels that are no multiple of the taps", () => [columns(), { outputSize: [3, 3], kernelSize: 3 }], RE, /^x: expected a multiple of 9 taps/],
      ["another number of windows", () => [columns(), { outputSize: [4, 4], kernelSize: 2 }], RE, /^x: expected 9 windows/],
    ],
  },
  "nn.foldBackward": {
    args: () => [plane(), columns(), { outputSize: [3, 3], kernelSize: 2 }],
    arrays: [[0, "gradOutput"], [1, "x"]],
    options: { at: 2, of: { ...windows, outputSize: "sizes" } },
    rules: [["a gradient of another shape", () => [plane(), [[[1], [1], [1], [1]]], { outputSize: [2, 2], kernelSize: 2 }], RE, /^gradOutput: expected shape \[1, 1, 2, 2\]/]],
  },
  "nn.linear": {
    args: () => [[[1, 2]], [[1, 1], [2, 2]], {}],
    arrays: [[0, "x"], [1, "weight"]],
    options: { at: 2, of: { out: "out" } },
    rules: [
      ["other inputs", () => [[[1, 2, 3]], [[1, 1]]], RE, /^weight: expected 3 inputs on axis 1.*got 2/],
      ["a weight of one axis", () => [[[1, 2]], [1, 1]], RE, /^weight: expected 2 axes/],
      ["a bias of another length", () => [[[1, 2]], [[1, 1]], { bias: [1, 2] }], RE, /^options\.bias: expected 1 numbers/],
      ["a mix of float types", () => [Float32Array.of(1), { data: Float64Array.of(1), shape: [1, 1] }], TE, /^weight: expected float32, as x/],
    ],
  },
  "nn.linearBackward": {
    args: () => [[[1, 2]], [[1, 2]], [[1, 1], [2, 2]]],
    arrays: [[0, "gradOutput"], [1, "x"], [2, "weight"]],
    rules: [["a gradient of another shape", () => [[[1, 2, 3]], [[1, 2]], [[1, 1], [2, 2]]], RE, /^gradOutput: expected shape \[1, 2\]/]],
  },
};
