import { few, numbers, RE, TE, type Row } from "../row";
import type { Kind } from "../values";

const border = { mode: "word", out: "out" } as const;
const scalar = (name: string): NonNullable<Row["rules"]>[number] => ["a single number", () => [{ data: [1], shape: [] }, 1, {}], RE, new RegExp(`^${name}: expected an array of at least one axis`)];
const complexValue = (given: unknown): NonNullable<Row["rules"]>[number] => ["a complex border of a real array", () => [numbers(), given, { cval: { re: 1, im: 1 } }], TE, /^options\.cval: expected a number/];

/** Rules of what takes a border only. */
const borders = (at: number): NonNullable<Row["rules"]> => {
  const args = (options: object): unknown[] => [[[1, 2], [3, 4]], ...(at === 2 ? [1] : []), options];
  return [
    ["a border's value that is none", () => args({ cval: "0" }), TE, /^options\.cval: expected a number/],
    ["half a complex value", () => args({ cval: { re: 1 } }), TE, /^options\.cval: expected a number/],
    ["a mode too many", () => args({ mode: ["wrap", "wrap", "wrap"] }), RE, /^options\.mode: expected one value, or one for each of the 2 axes/],
    ["an unknown mode of one axis", () => args({ mode: ["wrap", "symm"] }), RE, /^options\.mode\[1\]: expected one of/],
    ["a border of NumPy's name", () => args({ mode: "edge" }), RE, /^options\.mode: expected one of .*"nearest"/],
  ];
};

const weighted = (of: Readonly<Record<string, Kind>>, rules: NonNullable<Row["rules"]>): Row => ({
  args: () => [numbers(), few(), {}],
  arrays: [[0, "x"], [1, "weights"]],
  options: { at: 2, of: { ...border, ...of } },
  rules: [
    ["no weights", () => [numbers(), []], RE, /^weights: expected at least one weight/],
    ["an origin after the window", () => [numbers(), [1, 2, 3], { origin: 2 }], RE, /^options\.origin: expected an integer from -1 to 1, got 2/],
    ["an origin before it", () => [numbers(), [1, 2, 3, 4], { origin: -3 }], RE, /^options\.origin: expected an integer from -2 to 1, got -3/],
    complexValue(few()),
    scalar("x"),
    ...rules,
  ],
});
const anyAxes = weighted({ origin: "integerEach" }, [
  ["weights of another rank", () => [[[1, 2]], [1]], RE, /^weights: expected as many axes as x, 2, got shape \[1\]/],
  ["weights that are one number", () => [[[1, 2]], { data: [1], shape: [] }], RE, /^weights: expected as many axes as x, 2, got a single number/],
  ["as many origins as not axes", () => [[[1, 2]], [[1]], { origin: [0] }], RE, /^options\.origin: expected one value, or one for each of the 2 axes/],
  ["an origin outside on one axis", () => [[[1, 2]], [[1, 2, 3]], { origin: [0, 2] }], RE, /^options\.origin\[1\]: expected an integer from -1 to 1/],
]);
const oneAxis = weighted({ axis: "axis", origin: "integer" }, [["weights of two axes", () => [numbers(), [[1, 2]]], RE, /^weights: expected as many axes/]]);

const measured = (name: string, kind: Kind, of: Readonly<Record<string, Kind>>, rules: NonNullable<Row["rules"]> = []): Row => ({
  args: () => [numbers(), 2, {}],
  arrays: [[0, "x"]],
  plain: [[1, name, kind]],
  options: { at: 2, of: { ...border, ...of } },
  rules: [complexValue(2), scalar("x"), ...rules],
});
const sigmas: NonNullable<Row["rules"]> = [
  ["a negative σ", () => [numbers(), -1], RE, /^sigma: expected a finite number of at least 0/],
  ["a σ beyond all bounds", () => [numbers(), 1e100], RE, /^sigma: expected a Gaussian of at most/],
  ["a truncation before the middle", () => [numbers(), 1, { truncate: -1 }], RE, /^options\.truncate: expected a finite number of at least 0/],
];
const eachSigma: NonNullable<Row["rules"]> = [
  ...sigmas,
  ...borders(2),
  ["as many σ as not axes", () => [[[1, 2]], [1]], RE, /^sigma: expected one value, or one for each of the 2 axes/],
  ["a word among the σ", () => [[[1, 2]], [1, "2"]], TE, /^sigma\[1\]: expected a number/],
];

const plain = (of: Readonly<Record<string, Kind>>, rules: NonNullable<Row["rules"]> = []): Row => ({
  args: () => [numbers(), {}],
  arrays: [[0, "x"]],
  options: { at: 1, of: { ...border, ...of } },
  rules: [["a single number", () => [{ data: [1], shape: [] }, {}], RE, /^x: expected an array of at least one axis/], ...borders(1), ...rules],
});

const spectral = (name: string, rules: NonNullable<Row["rules"]>): Row => ({
  args: () => [numbers(), 2, {}],
  arrays: [[0, "X"]],
  plain: [[1, name, "finiteEach"]],
  options: { at: 2, of: { n: "integer", axis: "axis" } },
  rules: [
    scalar("X"),
    [`a ${name} that is none`, () => [numbers(), "2"], TE, new RegExp(`^${name}: expected a number`)],
    [`as many of them as not axes`, () => [[[1, 2]], [1, 2, 3]], RE, new RegExp(`^${name}: expected one value, or one for each`)],
    ["a length of 0", () => [numbers(), 1, { n: 0 }], RE, /^options\.n: expected an integer of at least 1/],
    ["a negative length", () => [numbers(), 1, { n: -2 }], RE, /^options\.n: expected an integer of at least 1/],
    ...rules,
  ],
});

/** How each function of the façade ndimage is called wrongly. */
export const ndimageRows: Readonly<Record<string, Row>> = {
  "ndimage.correlate": anyAxes,
  "ndimage.convolve": anyAxes,
  "ndimage.correlate1d": oneAxis,
  "ndimage.convolve1d": oneAxis,
  "ndimage.uniformFilter": plain({ size: "sizeEach", origin: "integerEach" }, [
    ["an origin outside the window", () => [[[1, 2]], { size: [1, 4], origin: [0, 2] }], RE, /^options\.origin\[1\]: expected an integer from -2 to 1/],
    ["as many sizes as not axes", () => [[[1, 2]], { size: [1] }], RE, /^options\.size: expected one value, or one for each of the 2 axes/],
  ]),
  "ndimage.uniformFilter1d": measured("size", "size", { axis: "axis", origin: "integer" }, [["an origin outside the window", () => [numbers(), 3, { origin: 2 }], RE, /^options\.origin: expected an integer from -1 to 1/]]),
  "ndimage.gaussianFilter": measured("sigma", "finiteEach", { radius: "countEach", truncate: "finite", order: "countEach" }, eachSigma),
  "ndimage.gaussianFilter1d": measured("sigma", "finite", { radius: "count", truncate: "finite", order: "count", axis: "axis" }, sigmas),
  "ndimage.gaussianLaplace": measured("sigma", "finiteEach", { radius: "countEach", truncate: "finite" }, eachSigma),
  "ndimage.gaussianGradientMagnitude": measured("sigma", "finiteEach", { radius: "countEach", truncate: "finite" }, eachSigma),
  "ndimage.sobel": plain({ axis: "axis" }),
  "ndimage.prewitt": plain({ axis: "axis" }),
  "ndimage.laplace": plain({}),
  "ndimage.fourierGaussian": spectral("sigma", [["a negative σ", () => [numbers(), -1], RE, /^sigma: expected a finite number of at least 0/]]),
  "ndimage.fourierUniform": spectral("size", [["a size of 0", () => [numbers(), 0], RE, /^size: expected a number above 0/]]),
  "ndimage.fourierShift": spectral("shift", [["a shift of NaN", () => [numbers(), NaN], RE, /^shift: expected a finite number/]]),
};
