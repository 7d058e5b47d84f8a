import { closeArena, openArena, take } from "../wasm/arena.js";
import { measureKernels } from "../wasm/measure.js";
import { f64 } from "../wasm/memory.js";
import { type Precision, realOf } from "./dtype.js";

/** What has to be known of numbers before they are transformed. */
export interface Facts {
  /** max |x| */
  readonly largest: number;
  /** √Σ x² */
  readonly norm: number;
  /** Whether every number is finite; if not, the others say nothing. */
  readonly finite: boolean;
  /** Whether every number is an integer. */
  readonly integers: boolean;
}

/** Measures numbers in wasm memory. */
export function factsOf(pointer: number, count: number, precision: Precision): Facts {
  const mark = openArena();
  try {
    const result = take(32);
    measureKernels()[realOf(precision)].measure(pointer, count, result);
    const at = result / 8;
    return { largest: f64[at], norm: Math.sqrt(f64[at + 1]), finite: f64[at + 2] === 0, integers: f64[at + 3] === 0 };
  } finally {
    closeArena(mark);
  }
}

/** √Σ x² of numbers in wasm memory, rounded as their type rounds; undefined if that is not finite, as when one of them is not. */
export function finiteNorm(pointer: number, count: number, precision: Precision): number | undefined {
  const squares = measureKernels()[realOf(precision)].sum_squares(pointer, count);
  return Number.isFinite(squares) ? Math.sqrt(squares) : undefined;
}
