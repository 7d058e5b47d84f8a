/** Pure JavaScript as one writes it first: the loops of the definition. */
import { convolveNaive } from "../javascript/convolve1d.mjs";
import { correlate2dNaive } from "../javascript/correlate2d.mjs";

export function prepare(row, { x, h }, out) {
  if (row.kind === "conv1d") {
    const start = row.mode === "same" ? (row.m - 1) >> 1 : 0;
    return { array: { run: () => convolveNaive(x, h, out, start), output: () => out } };
  }
  if (row.kind === "correlate2d" && row.border === "valid" && row.k <= 11) {
    return { array: { run: () => correlate2dNaive(x, row.height, row.width, h, row.k, out), output: () => out } };
  }
  return undefined;
}
