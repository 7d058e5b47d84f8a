import { few, fitting, numbers, pair, RE, TE, type Row } from "../row";
import type { Kind } from "../values";

/** Rules of every n-D convolution: neither side large enough, ranks that differ, empty signals. */
const convolutions: NonNullable<Row["rules"]> = [
  ["valid with neither side large enough", () => [[[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4], [5, 6]], { mode: "valid" }], RE, /^in2: expected .*valid.*axis/],
  ["arrays of different rank", () => [[[1, 2], [3, 4]], [1, 2]], RE, /^in2: expected .*2.*got .*1/],
];
const emptySignals: NonNullable<Row["rules"]> = [
  ["an empty signal", () => [[], [1]], RE, /^in1: expected at least one sample/],
  ["an empty kernel", () => [[1], new Float32Array(0)], RE, /^in2: expected at least one sample/],
];
const alongAxes: NonNullable<Row["rules"]> = [
  ["an axis twice", () => [[[1, 2]], [[1]], { axes: [1, -1] }], RE, /^options\.axes: expected each axis once/],
  ["sizes that differ off the axes", () => [[[1, 2], [3, 4]], [[1], [2], [3]], { axes: [1] }], RE, /^in2: expected .*axis 0/],
];

const window = (options: Readonly<Record<string, Kind>> = {}, given: object = {}): Row => ({
  args: () => [5, given],
  plain: [[0, "M", "count"]],
  options: { at: 1, of: { sym: "flag", out: "out", ...options } },
});
const planned = (): Row => ({
  args: () => [{ kernel: few(), shape: [4] }],
  options: { at: 0, of: { mode: "word", method: "word", rtol: "finite", shape: "list", dtype: "word" } },
  rules: [
    ["no options", () => [], TE, /^options: expected an object/],
    ["no kernel", () => [{ shape: [4] }], TE, /^options\.kernel: expected/],
    ["no shape", () => [{ kernel: [1] }], TE, /^options\.shape: expected/],
    ["another rank", () => [{ kernel: [1], shape: [2, 2] }], RE, /^options\.kernel: expected as many axes/],
    ["an empty kernel", () => [{ kernel: [], shape: [2] }], RE, /^options\.kernel: expected at least one sample/],
    ["a shape of zero", () => [{ kernel: [1], shape: [0] }], RE, /^options\.shape\[0\]: expected/],
    ["valid with a kernel that does not fit", () => [{ kernel: [1, 2, 3], shape: [2], mode: "valid" }], RE, /^options\.kernel: expected at most 2/],
  ],
});

/** How each function of the façade signal is called wrongly. */
export const signalRows: Readonly<Record<string, Row>> = {
  "signal.convolve": pair("in1", "in2", fitting, [...convolutions, ...emptySignals]),
  "signal.correlate": pair("in1", "in2", fitting, [...convolutions, ...emptySignals]),
  "signal.fftConvolve": pair("in1", "in2", { mode: "word", axes: "axes", out: "out" }, [...convolutions, ...alongAxes]),
  "signal.oaConvolve": pair("in1", "in2", { mode: "word", axes: "axes", out: "out" }, [...convolutions, ...alongAxes]),
  "signal.chooseConvMethod": pair("in1", "in2", { mode: "word" }, [...convolutions, ...emptySignals]),
  "signal.planConvolve": planned(),
  "signal.planCorrelate": planned(),
  ...Object.fromEntries(
    ["convolve2d", "correlate2d"].map((name): [string, Row] => [
      `signal.${name}`,
      {
        args: () => [[[1, 2], [3, 4]], [[1, 1]], {}],
        arrays: [[0, "in1"], [1, "in2"]],
        options: { at: 2, of: { mode: "word", boundary: "word", out: "out" } },
        rules: [
          ...convolutions.slice(0, 1),
          ["one axis", () => [[1, 2], [1]], RE, /^in1: expected (a two-dimensional|two axes|an array of two axes)/],
          ["a fill value that is none", () => [[[1]], [[1]], { fillValue: "0" }], TE, /^options\.fillValue: expected/],
          ["an empty array", () => [[[]], [[1]]], RE, /^in1: expected/],
        ],
      },
    ]),
  ),
  "signal.correlationLags": { args: () => [5, 3, {}], plain: [[0, "n1", "size"], [1, "n2", "size"]], options: { at: 2, of: { mode: "word", out: "out" } } },
  "signal.deconvolve": {
    args: () => [numbers(), few(), {}],
    arrays: [[0, "signal"], [1, "divisor"]],
    options: { at: 2, of: {} },
    rules: [
      ["a divisor that starts with 0", () => [[1, 2, 3], [0, 1]], RE, /^divisor: expected/],
      ["an empty divisor", () => [[1, 2, 3], []], RE, /^divisor: expected/],
      ["a picture", () => [[[1, 2], [3, 4]], [1]], RE, /^signal: expected a one-dimensional array/],
      ["out that is one array", () => [[1, 2, 3], [1, 2], { out: new Float64Array(2) }], TE, /^options\.out(\.quotient)?: expected/],
      ["a quotient of another length", () => [[1, 2, 3], [1, 2], { out: { quotient: new Float64Array(9), remainder: new Float64Array(3) } }], RE, /^out(\.quotient)?: expected 2/],
    ],
  },
  "signal.lfilter": {
    args: () => [few(), [1], numbers(), {}],
    arrays: [[0, "b"], [1, "a"], [2, "x"]],
    options: { at: 3, of: { axis: "axis", out: "out" } },
    rules: [
      ["a denominator that starts with 0", () => [[1], [0, 1], [1]], RE, /^a(\[0\])?: expected/],
      ["an empty numerator", () => [[], [1], [1]], RE, /^b: expected/],
      ["a state of another length", () => [[1, 2, 3], [1], [1, 2], { zi: [0] }], RE, /^options\.zi: expected/],
      ["a state that is no array", () => [[1, 2, 3], [1], [1, 2], { zi: "0" }], TE, /^options\.zi: expected/],
    ],
  },
  "signal.savgolCoeffs": {
    args: () => [5, 2, {}],
    plain: [[0, "windowLength", "size"], [1, "polyorder", "count"]],
    options: { at: 2, of: { deriv: "count", delta: "finite", use: "word", out: "out" } },
    rules: [
      ["an order not below the window", () => [5, 5], RE, /^polyorder: expected/],
      ["a place outside the window", () => [5, 2, { pos: 5 }], RE, /^options\.pos: expected/],
    ],
  },
  "signal.savgolFilter": {
    args: () => [[1, 2, 3, 4, 5, 6], 5, 2, {}],
    arrays: [[0, "x"]],
    plain: [[1, "windowLength", "size"], [2, "polyorder", "count"]],
    options: { at: 3, of: { deriv: "count", delta: "finite", axis: "axis", mode: "word", cval: "number", out: "out" } },
    rules: [
      ["an order not below the window", () => [numbers(), 3, 3], RE, /^polyorder: expected/],
      ["an interp window longer than the signal", () => [numbers(), 5, 2, { mode: "interp" }], RE, /^windowLength: expected/],
    ],
  },
  "signal.firwin": {
    args: () => [5, 0.5, {}],
    plain: [[0, "numtaps", "size"]],
    options: { at: 2, of: { scale: "flag", fs: "finite", out: "out" } },
    rules: [
      ["a cutoff of 0", () => [5, 0], RE, /^cutoff(\[0\])?: expected/],
      ["a cutoff at half the rate", () => [5, 1], RE, /^cutoff(\[0\])?: expected/],
      ["cutoffs that do not rise", () => [5, [0.5, 0.3]], RE, /^cutoff(\[1\])?: expected/],
      ["an even high-pass", () => [4, 0.5, { passZero: false }], RE, /^numtaps: expected an odd/],
      ["a cutoff that is a word", () => [5, "0.5"], TE, /^cutoff: expected/],
      ["an unknown window", () => [5, 0.5, { window: "square" }], RE, /^options\.window/],
      ["a window of the wrong kind", () => [5, 0.5, { window: 5 }], TE, /^options\.window: expected/],
      ["an unknown band", () => [5, 0.5, { passZero: "nonsense" }], RE, /^options\.passZero: expected/],
    ],
  },
  "signal.upfirdn": {
    args: () => [few(), numbers(), {}],
    arrays: [[0, "h"], [1, "x"]],
    options: { at: 2, of: { up: "size", down: "size", axis: "axis", mode: "word", cval: "number", out: "out" } },
    rules: [["an empty filter", () => [[], [1]], RE, /^h: expected/]],
  },
  "signal.resamplePoly": {
    args: () => [numbers(), 3, 2, {}],
    arrays: [[0, "x"]],
    plain: [[1, "up", "size"], [2, "down", "size"]],
    options: { at: 3, of: { axis: "axis", padtype: "word", cval: "number", out: "out" } },
  },
  "signal.movingAverage": {
    args: () => [numbers(), 2, {}],
    arrays: [[0, "x"]],
    plain: [[1, "length", "size"]],
    options: { at: 2, of: { mode: "word", out: "out" } },
    rules: [["an empty signal", () => [[], 2], RE, /^x: expected at least one sample/]],
  },
  ...Object.fromEntries(["bartlett", "blackman", "boxcar", "hamming", "hann", "triang"].map((name) => [`signal.windows.${name}`, window()])),
  "signal.windows.gaussian": window({ std: "finite" }, { std: 2 }),
  "signal.windows.kaiser": window({ beta: "finite" }, { beta: 2 }),
  "signal.windows.generalHamming": window({ alpha: "finite" }, { alpha: 0.5 }),
};
