import { floatType, type Precision } from "../../array/dtype.js";
import { ZEROS } from "../../array/padded.js";
import { type Source, precisionOf, reversed } from "../../array/source.js";
import { apart, type Result, targetOf } from "../../array/target.js";
import type { Span } from "../../shape/modes.js";
import { sizeOf } from "../../shape/strides.js";
import type { Method } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { prepareDirect, runDirect } from "../direct/direct.js";
import { directRecipe, type Geometry } from "../direct/recipe.js";
import { tapsOf } from "../direct/taps.js";
import { convolveShort } from "./short.js";

/** A convolution as a request: y = the given spans of x ∗ h, of equal ranks, with zeros outside both. */
export interface Convolution {
  readonly x: Source;
  readonly h: Source;
  /** Which outputs of the full convolution, for each axis. */
  readonly spans: readonly Span[];
  readonly method: Method;
  /** How exact small outputs must be beside large ones. */
  readonly rtol?: number;
}

/** Computes a convolution into the caller's `out` or a fresh array. */
export function convolveArrays({ x, h, spans, method }: Convolution, out: unknown): Result {
  const short = method === "fft" ? undefined : convolveShort(x, h, spans[0], out);
  if (short) return short;
  const precision: Precision = precisionOf(x, h);
  const complex = x.complex || h.complex;
  const target = targetOf(out, spans.map(({ length }) => length), floatType(precision, complex), x.plain && h.plain);
  if (sizeOf(target.shape) === 0) return target.value;
  // Convolution is commutative: the smaller side is the kernel.
  const [signal, kernel] = sizeOf(x.shape) < sizeOf(h.shape) ? [h, x] : [x, h];
  const mark = openArena();
  try {
    const recipe = directRecipe(geometryOf(signal, kernel, spans), sidesOf(signal, kernel), precision);
    const direct = prepareDirect(recipe, tapsOf(reversed(apart(kernel, target))), take);
    runDirect(direct, apart(signal, target), target, ZEROS);
  } finally {
    closeArena(mark);
  }
  return target.value;
}

function geometryOf(x: Source, h: Source, spans: readonly Span[]): Geometry {
  return {
    inputShape: x.shape,
    kernelShape: h.shape,
    outputShape: spans.map(({ length }) => length),
    before: spans.map(({ start }, axis) => h.shape[axis] - 1 - start),
  };
}

function sidesOf(x: Source, h: Source): { input: "real" | "complex"; kernel: "real" | "complex" } {
  return { input: x.complex ? "complex" : "real", kernel: h.complex ? "complex" : "real" };
}
