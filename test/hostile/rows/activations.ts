import { numbers, RE, TE, type Row } from "../row";
import type { Kind } from "../values";

const pointwise = (name: string, of: Readonly<Record<string, Kind>> = {}): [string, Row][] => [
  [`nn.${name}`, { args: () => [numbers(), {}], arrays: [[0, "x"]], options: { at: 1, of: { out: "out", ...of } }, rules: [["complex data", () => [{ re: [1], im: [1] }], TE, /^x: expected real data/]] }],
  [`nn.${name}Backward`, {
    args: () => [numbers(), numbers(), {}],
    arrays: [[0, "gradOutput"], [1, "x"]],
    options: { at: 2, of: { out: "out", ...of } },
    rules: [
      ["shapes that differ", () => [[1, 2], [1, 2, 3]], RE, /^gradOutput: expected shape \[3\], as x, got \[2\]/],
      ["a mix of float types", () => [Float32Array.of(1), Float64Array.of(1)], TE, /^gradOutput: expected float64, as x, got float32/],
    ],
  }],
];

/** How each activation of the façade nn is called wrongly. */
export const activationRows: Readonly<Record<string, Row>> = Object.fromEntries([
  ...["relu", "relu6", "sigmoid", "tanh", "gelu", "silu"].flatMap((name) => pointwise(name)),
  ...pointwise("leakyRelu", { slope: "finite" }),
  ...pointwise("softmax", { axis: "axis" }),
  ["nn.crossEntropy", {
    args: () => [[[1, 2], [3, 4]], [0, 1], {}],
    arrays: [[0, "logits"], [1, "labels"]],
    options: { at: 2, of: { out: "out" } },
    rules: [
      ["logits of one axis", () => [[1, 2], [0]], RE, /^logits: expected 2 axes/],
      ["no sample", () => [{ data: [], shape: [0, 2] }, []], RE, /^logits: expected at least one sample/],
      ["labels that are too few", () => [[[1, 2], [3, 4]], [0]], RE, /^labels: expected 2 labels/],
      ["a label that is no class", () => [[[1, 2]], [2]], RE, /^labels\[0\]: expected an integer from 0 to 1, got 2/],
    ],
  }] as [string, Row],
]);
