import type { TypedArray } from "../types.js";
import { type Result, targetOf } from "./target.js";
import { put } from "./transfer.js";

/** Returns numbers that were computed in JavaScript: as they are, or in the caller's `out`. */
export function delivered(values: Float64Array<ArrayBuffer>, out: unknown): Result | TypedArray {
  if (out === undefined) return values;
  const target = targetOf(out, [values.length], "float64", true);
  put(values, 0, values.length, target.data, target.offset, target.stride[0]);
  return target.value;
}
