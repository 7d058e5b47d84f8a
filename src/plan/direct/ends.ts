import { axisLast } from "../../array/axes.js";
import { partOf, type Source } from "../../array/source.js";
import { partOfTarget, type Target } from "../../array/target.js";
import { put } from "../../array/transfer.js";
import { dot, eachRow } from "../../shape/strides.js";

/** Weights by output: row i gives output i as Σ_j weights[i][j] · x[j]. */
export type Weights = readonly Float64Array[];

/**
 * Sets the first and the last outputs of every line along an axis to sums over the first and the last W samples, in float64, rounded once.
 */
export function sumEnds(x: Source, target: Target, axis: number, first: Weights, last: Weights): void {
  const parts: [Source, Target][] = target.complex
    ? [
        [partOf(x, "re"), partOfTarget(target, "re")],
        [partOf(x, "im"), partOfTarget(target, "im")],
      ]
    : [[x, target]];
  for (const [source, y] of parts.map(([from, to]) => [axisLast(from, axis), axisLast(to, axis)] as const)) {
    const end = source.shape.length - 1;
    const N = source.shape[end];
    eachRow(source.shape, (index) => {
      const from = source.offset + dot(index, source.stride);
      const to = y.offset + dot(index, y.stride);
      for (const [weights, start, output] of [[first, 0, 0], [last, N - (last[0]?.length ?? 0), N - last.length]] as const) {
        const sums = Float64Array.from(weights, (row) => row.reduce((sum, weight, j) => sum + weight * source.data[from + (start + j) * source.stride[end]], 0));
        put(sums, 0, sums.length, y.data, to + output * y.stride[end], y.stride[end]);
      }
    });
  }
}
