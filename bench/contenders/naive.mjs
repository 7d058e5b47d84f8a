/** Pure JavaScript as one writes it first: the loops of the definition. */
import { convolutionWays, convolveNaive } from "../javascript/convolve1d.mjs";
import { correlate2dNaive } from "../javascript/correlate2d.mjs";

export function prepare(row, work, out) {
  const { x, h } = work;
  if (row.kind === "conv1d") return convolutionWays(convolveNaive, row, work, out);
  if (row.kind === "correlate2d" && row.border === "valid" && row.k <= 11) {
    return { array: { run: () => correlate2dNaive(x, row.height, row.width, h, row.k, out), output: () => out } };
  }
  return undefined;
}
