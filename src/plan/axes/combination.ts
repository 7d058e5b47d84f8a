import { floatType } from "../../array/dtype.js";
import { precisionOf, read, type Source } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import { copyInto } from "../../array/values.js";
import type { FloatArray } from "../../types.js";
import { type AxisPass, filterAxes } from "./passes.js";

/**
 * How the results f_i of several filters of one array become one:
 *
 *     sum        y = Σ_i f_i
 *     magnitude  y = √Σ_i f_i²      the principal root, where f is complex
 */
export type Combination = "sum" | "magnitude";

/** Filters an array in several ways, and combines the results into the caller's `out` or a fresh array. */
export function combineFilters(x: Source, filters: readonly (readonly AxisPass[])[], combination: Combination, out: unknown): Result {
  const target = targetOf(out, x.shape, floatType(precisionOf(x), x.complex), x.plain);
  const source = apart(x, target);
  const results = filters.map((passes) => read(filterAxes(source, passes, undefined), x.name));
  const [first] = results;
  const parts = results.map(({ data }) => data as FloatArray);
  if (combination === "sum") add(parts);
  else if (x.complex) complexMagnitude(parts);
  else magnitude(parts);
  copyInto(first, target);
  return target.value;
}

/** Leaves the sum in the first. */
function add([sum, ...others]: readonly FloatArray[]): void {
  for (const part of others) for (let n = 0; n < sum.length; n++) sum[n] += part[n];
}

/** Leaves √Σ f² in the first; of one part, whose root is exact, |f|. */
function magnitude(parts: readonly FloatArray[]): void {
  const [result] = parts;
  for (let n = 0; n < result.length; n++) {
    let squares = 0;
    for (const part of parts) squares += part[n] * part[n];
    result[n] = Math.sqrt(squares);
  }
}

/** The same for complex numbers, re and im in turn. */
function complexMagnitude(parts: readonly FloatArray[]): void {
  const [result] = parts;
  for (let n = 0; n < result.length; n += 2) {
    let re = 0;
    let im = 0;
    for (const part of parts) {
      re += (part[n] - part[n + 1]) * (part[n] + part[n + 1]);
      im += 2 * part[n] * part[n + 1];
    }
    // √(re + i·im) = a + i·b with the larger of |a| and |b| from |z| + |re|, so that nothing cancels
    const larger = Math.sqrt((absolute(re, im) + Math.abs(re)) / 2);
    const smaller = larger === 0 ? 0 : Math.abs(im) / (2 * larger);
    result[n] = re >= 0 ? larger : smaller;
    result[n + 1] = (im < 0 ? -1 : 1) * (re >= 0 ? smaller : larger);
  }
}

/** |re + i·im|; Math.hypot differs between engines. */
function absolute(re: number, im: number): number {
  const larger = Math.max(Math.abs(re), Math.abs(im));
  if (larger === 0 || larger === Infinity) return larger;
  const ratio = Math.min(Math.abs(re), Math.abs(im)) / larger;
  return larger * Math.sqrt(1 + ratio * ratio);
}
