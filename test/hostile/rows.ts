import type { Kind } from "./values";

/** A function of the library, and how to call it wrongly. */
export interface Row {
  /** A call that is right, options last if any. */
  readonly args: () => unknown[];
  /** Arguments that take an array, by place. */
  readonly arrays?: readonly (readonly [at: number, name: string])[];
  /** Other arguments, by place. */
  readonly plain?: readonly (readonly [at: number, name: string, kind: Kind])[];
  /** Place of the options, and the kind of each. */
  readonly options?: { readonly at: number; readonly of: Readonly<Record<string, Kind>> };
  /** Calls that break a rule of this function's own: what is wrong, the call, and what the error says. */
  readonly rules?: readonly (readonly [what: string, args: () => unknown[], error: typeof TypeError | typeof RangeError, says: RegExp])[];
}

const RE = RangeError;
const TE = TypeError;

const numbers = () => Float64Array.of(1, 2, 3, 4);
const few = () => Float64Array.of(1, -1);
const complex = () => ({ re: [1, 2], im: [3, 4] });
const fitting = { mode: "word", method: "word", rtol: "finite", out: "out" } as const;

const pair = (at0: string, at1: string, of: Readonly<Record<string, Kind>>, rules: Row["rules"] = []): Row => ({
  args: () => [numbers(), few(), {}],
  arrays: [[0, at0], [1, at1]],
  options: { at: 2, of },
  rules,
});

/** Rules of every n-D convolution: neither side large enough, ranks that differ, empty signals. */
const convolutions: NonNullable<Row["rules"]> = [
  ["valid with neither side large enough", () => [[[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4], [5, 6]], { mode: "valid" }], RE, /^in2: expected .*valid.*axis/],
  ["arrays of different rank", () => [[[1, 2], [3, 4]], [1, 2]], RE, /^in2: expected .*2.*got .*1/],
];
const emptySignals: NonNullable<Row["rules"]> = [
  ["an empty signal", () => [[], [1]], RE, /^in1: expected at least one sample/],
  ["an empty kernel", () => [[1], new Float32Array(0)], RE, /^in2: expected at least one sample/],
];
const vectors: NonNullable<Row["rules"]> = [
  ["an empty signal", () => [[], [1]], RE, /^a: expected at least one sample/],
  ["an empty kernel", () => [[1], []], RE, /^v: expected at least one sample/],
  ["two axes", () => [[[1, 2]], [1]], RE, /^a: expected a one-dimensional array/],
  ["a picture as a kernel", () => [[1], [[1, 2]]], RE, /^v: expected a one-dimensional array/],
];
const alongAxes: NonNullable<Row["rules"]> = [
  ["an axis twice", () => [[[1, 2]], [[1]], { axes: [1, -1] }], RE, /^options\.axes: expected each axis once/],
  ["sizes that differ off the axes", () => [[[1, 2], [3, 4]], [[1], [2], [3]], { axes: [1] }], RE, /^in2: expected .*axis 0/],
];

const one = { n: "sizeOrNull", axis: "axis", norm: "word", out: "out" } as const;
const oneComplex = { ...one, out: "complexOut" } as const;
const many = { s: "lengths", axes: "axes", norm: "word", out: "out" } as const;
const manyComplex = { ...many, out: "complexOut" } as const;
const transform = (name: "x" | "X", of: Readonly<Record<string, Kind>>, args: () => unknown[] = () => [numbers(), {}]): Row => ({
  args,
  arrays: [[0, name]],
  options: { at: 1, of },
  rules: [["an empty array", () => [args().length > 0 && Array.isArray(args()[0]) ? [[]] : []], RE, new RegExp(`^${name}: expected`)]],
});
const grid = () => [[[1, 2], [3, 4]], {}];
const realOnly: NonNullable<Row["rules"]> = [["complex data", () => [complex()], TE, /^x: expected real data/]];
const also = (row: Row, rules: NonNullable<Row["rules"]>): Row => ({ ...row, rules: [...(row.rules ?? []), ...rules] });

const window = (options: Readonly<Record<string, Kind>> = {}, given: object = {}): Row => ({
  args: () => [5, given],
  plain: [[0, "M", "count"]],
  options: { at: 1, of: { sym: "flag", out: "out", ...options } },
});
const frequencies: Row = { args: () => [5, {}], plain: [[0, "n", "size"]], options: { at: 1, of: { d: "number", out: "out" } } };
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

/** Every exported function; one that is missing here fails the test. */
export const rows: Readonly<Record<string, Row>> = {
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

  "fft.fft": transform("x", oneComplex),
  "fft.ifft": transform("x", oneComplex),
  "fft.rfft": also(transform("x", oneComplex), realOnly),
  "fft.irfft": transform("x", one),
  "fft.hfft": transform("x", one),
  "fft.ihfft": also(transform("x", oneComplex), realOnly),
  ...Object.fromEntries(["fft2", "ifft2", "fftn", "ifftn"].map((name) => [`fft.${name}`, transform("x", manyComplex, grid)])),
  ...Object.fromEntries(["irfft2", "irfftn"].map((name) => [`fft.${name}`, transform("x", many, grid)])),
  ...Object.fromEntries(["rfft2", "rfftn"].map((name) => [`fft.${name}`, also(transform("x", manyComplex, grid), realOnly)])),
  ...Object.fromEntries(["dct", "idct"].map((name) => [`fft.${name}`, also(transform("x", { type: "kind", ...one }), [
    ["a type that is none", () => [numbers(), { type: 5 }], RE, /^options\.type: expected/],
    ["one point for type 1", () => [[1], { type: 1 }], RE, /^(x|options\.n): expected/],
  ])])),
  ...Object.fromEntries(["dctn", "idctn"].map((name) => [`fft.${name}`, transform("x", { type: "kind", norm: "word", out: "out" }, grid)])),
  ...Object.fromEntries(["fftshift", "ifftshift"].map((name): [string, Row] => [`fft.${name}`, { args: () => [numbers(), {}], arrays: [[0, "x"]], options: { at: 1, of: { axes: "axes", out: "out" } } }])),
  "fft.fftfreq": frequencies,
  "fft.rfftfreq": frequencies,
  "fft.nextFastLen": { args: () => [7, {}], plain: [[0, "target", "size"]], options: { at: 1, of: { real: "flag" } } },
  "fft.planFft": { args: () => [8, {}], plain: [[0, "n", "size"]], options: { at: 1, of: { kind: "word", dtype: "word" } } },
};
