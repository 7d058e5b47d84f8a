import { complex, numbers, RE, TE, type Row } from "../row";
import type { Kind } from "../values";

const one = { n: "sizeOrNull", axis: "axis", norm: "word", out: "out" } as const;
const many = { s: "lengths", axes: "axes", norm: "word", out: "out" } as const;
const oneComplex = { ...one, out: "complexOut" } as const;
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
const frequencies: Row = { args: () => [5, {}], plain: [[0, "n", "size"]], options: { at: 1, of: { d: "number", out: "out" } } };

/** How each function of the façade fft is called wrongly. */
export const fftRows: Readonly<Record<string, Row>> = {
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
