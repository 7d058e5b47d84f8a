import { RE, TE, type Row } from "../row";
import type { Kind } from "../values";

/** One sample of one channel: 1, 2, 3, … in a space of 4 on each axis. */
const tensor = (spatial: number): unknown => {
  let next = 1;
  const build = (axes: number): unknown => (axes === 0 ? next++ : Array.from({ length: 4 }, () => build(axes - 1)));
  return [[build(spatial)]];
};
/** The same of ones, with `extent` on each axis of space. */
const ones = (spatial: number, extent: number): unknown => [[Array.from({ length: spatial }).reduce<unknown>((inner) => Array.from({ length: extent }, () => inner), 1)]];
const ranks = [1, 2, 3] as const;
const windows = { kernelSize: "sizes", stride: "sizes", padding: "padding", dilation: "sizes", ceilMode: "flag", layout: "word", out: "out" } as const;

const windowRules = (spatial: number, before: unknown[] = []): NonNullable<Row["rules"]> => {
  const x = tensor(spatial);
  const given = (options: object, input: unknown = x): unknown[] => [...before, input, options];
  return [
    ["no options", () => [...before, x], TE, /^options: expected an object/],
    ["no kernel", () => given({}), TE, /^options\.kernelSize: expected/],
    ["another rank", () => given({ kernelSize: 2 }, [1, 2, 3]), RE, new RegExp(`^x: expected ${spatial + 2} axes`)],
    ["no samples", () => given({ kernelSize: 1 }, spatial === 1 ? [[[]]] : spatial === 2 ? [[[[]]]] : [[[[[]]]]]), RE, /^x: expected at least one sample/],
    ["padding above half a window", () => given({ kernelSize: 3, padding: 2 }), RE, /^options\.padding: expected at most 1 on axis 0.*got 2/],
    ["same with a stride", () => given({ kernelSize: 3, stride: 2, padding: "same" }), RE, /^options\.padding: expected .*stride 1/],
    ["a window that does not fit", () => given({ kernelSize: 3, dilation: 2 }), RE, /^options\.kernelSize: expected a window of at most 4 samples on axis 0.*got 5/],
    ["complex data", () => given({ kernelSize: 1 }, { re: [1], im: [1] }), TE, /^x: expected real data/],
  ];
};

const slidingRows = (name: string, of: Readonly<Record<string, Kind>>, given: object = {}): [string, Row][] =>
  ranks.flatMap((spatial): [string, Row][] => [
    [`nn.${name}${spatial}d`, { args: () => [tensor(spatial), { kernelSize: 2, ...given }], arrays: [[0, "x"]], options: { at: 1, of: { ...windows, ...of } }, rules: windowRules(spatial).map(withOptions(given)) }],
    [`nn.${name}${spatial}dBackward`, {
      args: () => [ones(spatial, 2), tensor(spatial), { kernelSize: 2, ...given }],
      arrays: [[0, "gradOutput"], [1, "x"]],
      options: { at: 2, of: { ...windows, ...of } },
      rules: [
        ...windowRules(spatial, [ones(spatial, 2)]).map(withOptions(given)),
        ["a gradient of another shape", () => [ones(spatial, 3), tensor(spatial), { kernelSize: 2, ...given }], RE, /^gradOutput: expected shape \[1, 1, 2/],
        ["a mix of float types", () => [single(ones(spatial, 2), spatial, 2), double(tensor(spatial), spatial), { kernelSize: 2, ...given }], TE, /^gradOutput: expected float64, as x, got float32/],
      ],
    }],
  ]);

type Rule = NonNullable<Row["rules"]>[number];
/** The rule with options that the function cannot do without. */
const withOptions = (given: object) => ([what, args, error, says]: Rule): Rule => [what, () => args().map((arg, i, all) => (i === all.length - 1 && typeof arg === "object" && arg !== null && !Array.isArray(arg) && !("re" in arg) ? { ...given, ...arg } : arg)), error, says];
const shaped = (spatial: number, extent: number): number[] => [1, 1, ...new Array<number>(spatial).fill(extent)];
const single = (nested: unknown, spatial: number, extent: number): unknown => ({ data: Float32Array.from((nested as number[]).flat(9)), shape: shaped(spatial, extent) });
const double = (nested: unknown, spatial: number): unknown => ({ data: Float64Array.from((nested as number[]).flat(9)), shape: shaped(spatial, 4) });

const adaptiveRows = (name: string, of: Readonly<Record<string, Kind>>): [string, Row][] =>
  ranks.flatMap((spatial): [string, Row][] => [
    [`nn.${name}${spatial}d`, {
      args: () => [tensor(spatial), 2, {}],
      arrays: [[0, "x"]],
      plain: [[1, "outputSize", "sizes"]],
      options: { at: 2, of: { layout: "word", out: "out", ...of } },
      rules: [["another rank", () => [[1, 2], 2], RE, /^x: expected/], ["no size", () => [tensor(spatial)], TE, /^outputSize: expected/]],
    }],
    [`nn.${name}${spatial}dBackward`, {
      args: () => [ones(spatial, 2), tensor(spatial), { outputSize: 2 }],
      arrays: [[0, "gradOutput"], [1, "x"]],
      options: { at: 2, of: { outputSize: "sizes", layout: "word", out: "out" } },
      rules: [
        ["no options", () => [ones(spatial, 2), tensor(spatial)], TE, /^options: expected an object/],
        ["a gradient of another shape", () => [ones(spatial, 3), tensor(spatial), { outputSize: 2 }], RE, /^gradOutput: expected shape/],
      ],
    }],
  ]);

const globalRows = (name: string): [string, Row][] => [
  [`nn.${name}`, { args: () => [tensor(2), {}], arrays: [[0, "x"]], options: { at: 1, of: { layout: "word", out: "out" } }, rules: [["two axes", () => [[[1, 2]]], RE, /^x: expected three to five axes/]] }],
  [`nn.${name}Backward`, {
    args: () => [ones(2, 1), tensor(2), {}],
    arrays: [[0, "gradOutput"], [1, "x"]],
    options: { at: 2, of: { layout: "word", out: "out" } },
    rules: [["a gradient of another shape", () => [ones(2, 2), tensor(2)], RE, /^gradOutput: expected shape \[1, 1, 1, 1\]/]],
  }],
];

const unpoolOptions = { kernelSize: "sizes", stride: "sizes", outputSize: "sizes", layout: "word", out: "out" } as const;
const unpoolRows: [string, Row][] = ranks.flatMap((spatial): [string, Row][] => [
  [`nn.maxUnpool${spatial}d`, {
    args: () => [ones(spatial, 2), ones(spatial, 2), { kernelSize: 2 }],
    arrays: [[0, "x"], [1, "indices"]],
    options: { at: 2, of: unpoolOptions },
    rules: [
      ["no options", () => [ones(spatial, 2), ones(spatial, 2)], TE, /^options: expected an object/],
      ["indices of another shape", () => [ones(spatial, 2), ones(spatial, 1), { kernelSize: 2 }], RE, /^indices: expected shape/],
      ["an index outside the plane", () => [ones(spatial, 1), [[Array.from({ length: spatial }).reduce<unknown>((inner) => [inner], 99)]], { kernelSize: 2 }], RE, /^indices: expected integers from 0 to.*got 99/],
      ["padding that leaves nothing", () => [ones(spatial, 1), ones(spatial, 1), { kernelSize: 2, padding: 1 }], RE, /^options\.padding: expected less/],
    ],
  }],
  [`nn.maxUnpool${spatial}dBackward`, {
    args: () => [ones(spatial, 4), ones(spatial, 2), { indices: ones(spatial, 2), kernelSize: 2 }],
    arrays: [[0, "gradOutput"], [1, "x"]],
    options: { at: 2, of: unpoolOptions },
    rules: [
      ["no indices", () => [ones(spatial, 4), ones(spatial, 2), { kernelSize: 2 }], TE, /^options\.indices: expected/],
      ["a gradient of another shape", () => [ones(spatial, 3), ones(spatial, 2), { indices: ones(spatial, 2), kernelSize: 2 }], RE, /^gradOutput: expected shape/],
    ],
  }],
]);

/** How each pool of the façade nn is called wrongly. */
export const poolRows: Readonly<Record<string, Row>> = Object.fromEntries([
  ...slidingRows("maxPool", {}),
  ...slidingRows("avgPool", { countIncludePad: "flag", divisorOverride: "finite" }),
  ...slidingRows("lpPool", { normType: "finite" }, { normType: 2 }),
  ...adaptiveRows("adaptiveAvgPool", {}),
  ...adaptiveRows("adaptiveMaxPool", {}),
  ...globalRows("globalAvgPool"),
  ...globalRows("globalMaxPool"),
  ...unpoolRows,
]);
