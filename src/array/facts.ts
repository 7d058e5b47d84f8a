import { closeArena, openArena, take } from "../wasm/arena.js";
import { arrayKernels } from "../wasm/array.js";
import { f64 } from "../wasm/memory.js";
import type { Precision } from "./dtype.js";
import { load } from "./transfer.js";

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
    arrayKernels()[precision === "float32" ? "f32" : "f64"].measure(pointer, count, result);
    const at = result / 8;
    return { largest: f64[at], norm: Math.sqrt(f64[at + 1]), finite: f64[at + 2] === 0, integers: f64[at + 3] === 0 };
  } finally {
    closeArena(mark);
  }
}

/** Measures numbers in the caller's memory. */
export function factsOfNumbers(numbers: Float64Array): Facts {
  const CHUNK = 8192;
  const mark = openArena();
  try {
    const pointer = take(CHUNK * 8);
    let [largest, squares, finite, integers] = [0, 0, true, true];
    for (let at = 0; at < numbers.length; at += CHUNK) {
      const count = Math.min(CHUNK, numbers.length - at);
      load(numbers, at, 1, count, pointer, "float64");
      const part = factsOf(pointer, count, "float64");
      largest = Math.max(largest, part.largest);
      squares += part.norm ** 2;
      finite &&= part.finite;
      integers &&= part.integers;
    }
    return { largest, norm: Math.sqrt(squares), finite, integers };
  } finally {
    closeArena(mark);
  }
}
