import { NdArray } from "../../src/array/ndarray";
import type { TypedArray } from "../../src/types";
import type { Mode } from "../definition/convolve";
import { sizeOf, type Tensor } from "../definition/tensor";
import type { Random } from "../support/random";
import { reals, type RealType } from "../support/real";

/** How many random shapes each law is tried on. */
export const TURNS = 1000;

/**
 * A direct sum errs by less than this times ε·Σ|x·h| on random data: the worst of some hundred thousand outputs is between 2 and 3.
 * Data can be made for which a sum of K products comes near K / 2; none of a law's seeds does.
 */
export const DIRECT = 3.5;

/**
 * A convolution by FFT errs by less than this times ε·‖x‖·‖h‖ even in small arrays of which one number is larger than all others
 * together: 1.8 was the worst of 1,500 shapes, SciPy's 2.1. On large arrays of random numbers it is below 0.5.
 */
export const SPREAD = 2.2;

/** Two random arrays of a random rank that a mode can be asked of. */
export interface Pair {
  readonly x: Tensor;
  readonly h: Tensor;
  readonly mode: Mode;
  readonly real: RealType;
}

export interface Wish {
  readonly values?: (dice: Random) => number;
  readonly mode?: Mode;
  readonly sides?: "real" | "any";
}

/** Largest extent on an axis, by rank. */
const EXTENTS = [0, 60, 9, 4];

/** A pair of arrays; in "valid" h fits into x. */
export function randomPair(dice: Random, { values = (d) => d.signed(), mode = dice.pick(["full", "same", "valid"] as const), sides = "any" }: Wish = {}): Pair {
  const real = dice.pick(reals);
  const rank = dice.integer(1, 3);
  const shape = (most: readonly number[]): number[] => most.map((extent) => dice.integer(1, extent));
  const limit = Array.from({ length: rank }, () => EXTENTS[rank]);
  const xShape = shape(limit);
  const hShape = shape(mode === "valid" ? xShape : limit);
  const kind = () => sides === "any" && dice.next() < 0.3;
  return { x: randomTensor(dice, xShape, real, values, kind()), h: randomTensor(dice, hShape, real, values, kind()), mode, real };
}

export function randomTensor(dice: Random, shape: readonly number[], real: RealType, values: (dice: Random) => number, complex = false): Tensor {
  const plane = () => Array.from({ length: sizeOf(shape) }, () => real.round(values(dice)));
  return { shape, re: plane(), im: complex ? plane() : null };
}

/** A tensor as the library takes it: a typed array for one real axis, else an NdArray. */
export function asInput({ shape, re, im }: Tensor, { ArrayType }: RealType): TypedArray | NdArray {
  if (!im) return shape.length === 1 ? ArrayType.from(re) : new NdArray(ArrayType.from(re), shape);
  const data = new ArrayType(2 * re.length);
  re.forEach((value, n) => data.set([value, im[n]], 2 * n));
  return new NdArray(data as Float64Array, shape, undefined, 0, ArrayType === Float32Array ? "complex64" : "complex128");
}

/** A result as a tensor. */
export function asTensor(result: TypedArray | NdArray): Tensor {
  if (ArrayBuffer.isView(result)) return { shape: [result.length], re: Array.from(result), im: null };
  const { data, shape, dtype } = result;
  if (!dtype.startsWith("complex")) return { shape, re: Array.from(data), im: null };
  return { shape, re: Array.from({ length: data.length / 2 }, (_, n) => data[2 * n]), im: Array.from({ length: data.length / 2 }, (_, n) => data[2 * n + 1]) };
}

/** The first output that is further from the expected one than its bound; null if none is. A number is one bound for all. */
export function beyond(actual: Tensor, expected: Tensor, bound: readonly number[] | number): string | null {
  if (String(actual.shape) !== String(expected.shape)) return `shape [${actual.shape}], not [${expected.shape}]`;
  const zeros = expected.re.map(() => 0);
  for (const [part, a, b] of [["re", actual.re, expected.re], ["im", actual.im ?? zeros, expected.im ?? zeros]] as const) {
    for (let n = 0; n < b.length; n++) {
      const most = typeof bound === "number" ? bound : bound[n];
      if (!(Math.abs(a[n] - b[n]) <= most)) return `${part} of output ${n}: ${a[n]}, not ${b[n]}, ${Math.abs(a[n] - b[n]) / most} times what is allowed`;
    }
  }
  return null;
}

/** Names a case in a failure. */
export function describePair({ x, h, mode, real }: Pair): string {
  return `${mode} of ${real.name} [${x.shape}]${x.im ? " complex" : ""} by [${h.shape}]${h.im ? " complex" : ""}`;
}
