import type { Precision } from "../../../array/dtype.js";
import { bytesOf, viewOf } from "../../../array/transfer.js";
import { power, root } from "../../../math/power.js";

/** x ← x^p for numbers in wasm memory. */
export function raise(pointer: number, count: number, p: number, precision: Precision): void {
  const view = viewOf(precision);
  const from = pointer / bytesOf(precision);
  for (let n = from; n < from + count; n++) view[n] = p === 2 ? view[n] * view[n] : power(view[n], p);
}

/** x ← x^(1/p) for numbers in wasm memory. */
export function unraise(pointer: number, count: number, p: number, precision: Precision): void {
  const view = viewOf(precision);
  const from = pointer / bytesOf(precision);
  for (let n = from; n < from + count; n++) view[n] = root(view[n], p);
}
