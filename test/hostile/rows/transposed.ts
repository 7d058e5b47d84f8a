import { RE, TE, type Row } from "../row";

const ones = (...shape: number[]) => ({ data: new Float64Array(shape.reduce((n, N) => n * N)).fill(1), shape });
const space = (spatial: number, extent: number): number[] => new Array<number>(spatial).fill(extent);
const windows = { stride: "sizes", dilation: "sizes", groups: "size", layout: "word", outputPadding: "counts" } as const;
const planned = (spatial: number, more: object = {}) => [{ weight: ones(2, 3, ...space(spatial, 2)), inputShape: [1, 2, ...space(spatial, 4)], ...more }];

/** How transposed convolutions are called wrongly. */
export const transposedRows: Readonly<Record<string, Row>> = Object.fromEntries(
  [1, 2, 3].flatMap((spatial): [string, Row][] => {
    const x = () => ones(1, 2, ...space(spatial, 4));
    const w = () => ones(2, 3, ...space(spatial, 2));
    const call = (options: object, weight: unknown = w()): unknown[] => [x(), weight, options];
    return [
      [`nn.convTranspose${spatial}d`, {
        args: () => call({}),
        arrays: [[0, "input"], [1, "weight"]],
        options: { at: 2, of: { ...windows, out: "out" } },
        rules: [
          ["another rank", () => [ones(2, 4), w()], RE, new RegExp(`^input: expected ${spatial + 2} axes`)],
          ["other channels", () => call({}, ones(3, 3, ...space(spatial, 2))), RE, /^weight: expected 2 input channels.*got 3/],
          ["channels that groups cannot share", () => call({ groups: 3 }), RE, /^weight: expected input channels that 3 groups share/],
          ["output padding not below the stride", () => call({ stride: 2, outputPadding: 2 }), RE, /^options\.outputPadding: expected less than the stride.*at most 1/],
          ["a size that cannot be", () => call({ stride: 2, outputSize: 11 }), RE, /^options\.outputSize: expected 8 to 9/],
          ["no output left", () => call({ padding: 3 }), RE, /^options\.padding: expected less on axis 0/],
          ["padding that is a word", () => call({ padding: "same" }), TE, /^options\.padding: expected/],
          ["a bias of another length", () => call({ bias: [1, 2] }), RE, /^options\.bias: expected 3 numbers.*got 2/],
          ["float32 with float64", () => [x(), { data: new Float32Array(6 * 2 ** spatial), shape: [2, 3, ...space(spatial, 2)] }], TE, /^weight: expected float64/],
        ],
      }],
      [`nn.convTranspose${spatial}dBackward`, {
        args: () => [ones(1, 3, ...space(spatial, 5)), ...call({})],
        arrays: [[0, "gradOutput"], [1, "input"], [2, "weight"]],
        options: { at: 3, of: windows },
        rules: [["a gradient of another shape", () => [ones(1, 3, ...space(spatial, 4)), ...call({})], RE, /^gradOutput: expected shape \[1, 3, 5/]],
      }],
      [`nn.planConvTranspose${spatial}d`, {
        args: () => planned(spatial),
        options: { at: 0, of: { ...windows, inputShape: "list" } },
        rules: [
          ["no options", () => [], TE, /^options: expected an object/],
          ["no weight", () => [{ inputShape: [1] }], TE, /^options\.weight: expected/],
          ["an input of another rank", () => planned(spatial, { inputShape: [1, 2] }), RE, /^options\.inputShape: expected/],
        ],
      }],
    ];
  }),
);
