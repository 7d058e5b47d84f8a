import { axisLast } from "../../array/axes.js";
import { partOf, type Source } from "../../array/source.js";
import { sumOf } from "../../math/sums.js";
import { dot, eachRow } from "../../shape/strides.js";

/** A level that each line is filtered around. */
export type Level = "mean" | "median" | "minimum" | "maximum";

export const levelWords: readonly Level[] = ["mean", "median", "minimum", "maximum"];

/** The level of each line along an axis, in the order of the other axes; of complex signals those of both parts. */
export function levelsOf(x: Source, axis: number, level: Level): Float64Array[] {
  return (x.complex ? [partOf(x, "re"), partOf(x, "im")] : [x]).map((part) => {
    const { shape, stride, offset, data } = axisLast(part, axis);
    const last = shape.length - 1;
    const found: number[] = [];
    eachRow(shape, (index) => {
      const at = offset + dot(index, stride);
      found.push(levelOf(Float64Array.from({ length: shape[last] }, (_, n) => data[at + n * stride[last]]), level));
    });
    return Float64Array.from(found);
  });
}

function levelOf(row: Float64Array, level: Level): number {
  switch (level) {
    case "mean":
      return sumOf(row) / row.length;
    case "median": {
      row.sort();
      const middle = row.length >> 1;
      // NaN is sorted to the end, and makes the median NaN
      if (Number.isNaN(row[row.length - 1])) return NaN;
      return row.length % 2 === 1 ? row[middle] : (row[middle - 1] + row[middle]) / 2;
    }
    case "minimum":
      return row.reduce((a, b) => Math.min(a, b), Infinity);
    case "maximum":
      return row.reduce((a, b) => Math.max(a, b), -Infinity);
  }
}
