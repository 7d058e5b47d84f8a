import type { Border } from "../array/padded.js";
import type { Arr, ResultOf } from "../array/result.js";
import { conjugated, read, reversed, type Source } from "../array/source.js";
import { complexCopy } from "../array/values.js";
import { number, oneOf, optionsOf, wrongKind, wrongValue } from "../check.js";
import { correlateArrays } from "../plan/convolve/correlation.js";
import type { BorderKind } from "../shape/border.js";
import { modeSpan, type Span } from "../shape/modes.js";
import { sizeOf } from "../shape/strides.js";
import type { Complex, In, Mode, Out } from "../types.js";
import { sidesOf } from "./convolve.js";

/** @inline */
export interface Convolve2dOptions {
  /** Which outputs to return: "full", "same" (of in1's shape) or "valid". */
  mode?: Mode;
  /** What lies outside in1: "fill", a value; "wrap", the array again; "symm", its mirror image, edges repeated. */
  boundary?: "fill" | "wrap" | "symm";
  /** The value for "fill": 0. Complex only where one of the two arrays is. */
  fillValue?: number | Complex;
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

/**
 * Convolves two pictures, with a choice of what lies outside the first:
 *
 *     y[i, j] = Σ_k Σ_l in2[k, l] · in1[i − k, j − l]
 *
 * | boundary | around a row a b c d                |
 * | :------- | :---------------------------------- |
 * | `"fill"` | v v v│a b c d│v v v, v = fillValue  |
 * | `"wrap"` | b c d│a b c d│a b c                 |
 * | `"symm"` | c b a│a b c d│d c b                 |
 *
 * and so on for ever where in2 is larger than in1. Modes and their shapes are those of {@link convolve}; `"valid"` needs no boundary.
 * O(N·K) by direct sums, or by transforms where
 * those are predicted to be faster, with the bounds that the root's `convolve` states. NaN and infinity reach the outputs that the sum gives them to.
 *
 * @param in1 - Real or complex array of two axes.
 * @param in2 - Another; where in1 is the smaller one in "valid", the two change places.
 * @returns An NdArray: float32 if every typed input is, else float64, or complex; or `out`.
 * @throws TypeError for a wrong kind, or a complex fillValue with real inputs; RangeError if an input has not two axes, neither is large enough
 *   for "valid", or an option is not one of its words.
 *
 * @example Neighbours on a ring:
 * ```ts
 * signal.convolve2d([[1, 2, 3]], [[1, 0, 1]], { mode: "same", boundary: "wrap" }).toNested(); // [[5, 4, 3]]
 * ```
 * @see scipy.signal.convolve2d
 */
export function convolve2d<A extends In, B extends In, O extends Out>(in1: A, in2: B, options: Convolve2dOptions & { out: O }): O;
export function convolve2d<A extends In, B extends In>(in1: A, in2: B, options?: Convolve2dOptions): ResultOf<A | B>;
export function convolve2d(in1: In, in2: In, options?: Convolve2dOptions): Arr | Out {
  const [x, h] = sidesOf(readPicture(in1, "in1"), readPicture(in2, "in2"), modeOf(options));
  return sum2d(x, reversed(h), (mode, N, K) => modeSpan(mode, N, K), options);
}

/**
 * Correlates two pictures, with a choice of what lies outside the first:
 *
 *     z[i, j] = Σ_k Σ_l in1[i + k, j + l] · conj(in2[k, l])
 *
 * Boundaries, cost and rounding are those of {@link convolve2d}. `"full"` starts K − 1 before in1's first sample on each axis, `"valid"` at it,
 * and `"same"` ⌊(K − 1)/2⌋ before it: with an even kernel, {@link correlate}'s `"same"` is half a kernel apart from this one's.
 *
 * @param in1 - Real or complex array of two axes.
 * @param in2 - Another; where in1 is the smaller one in "valid", the two change places, and the result is turned round.
 * @returns As {@link convolve2d}.
 * @throws As {@link convolve2d}.
 *
 * @example
 * ```ts
 * signal.correlate2d([[1, 2, 3, 4]], [[1, 10]], { mode: "same" }).toNested(); // [[21, 32, 43, 4]]
 * ```
 * @see scipy.signal.correlate2d
 */
export function correlate2d<A extends In, B extends In, O extends Out>(in1: A, in2: B, options: Convolve2dOptions & { out: O }): O;
export function correlate2d<A extends In, B extends In>(in1: A, in2: B, options?: Convolve2dOptions): ResultOf<A | B>;
export function correlate2d(in1: In, in2: In, options?: Convolve2dOptions): Arr | Out {
  const x = readPicture(in1, "in1");
  const h = readPicture(in2, "in2");
  // where the two change places the result is turned round; the smaller one is conjugated then, as in SciPy
  const swapped = sidesOf(x, h, modeOf(options))[0] !== x;
  const [picture, kernel] = swapped ? [reversed(h), conjugated(x)] : [x, conjugated(h)];
  const taps = swapped ? reversed(kernel) : kernel;
  return sum2d(picture, taps, (mode, N, K) => ({ ...modeSpan(mode, N, K), ...(mode === "same" && { start: K >> 1 }) }), options);
}

/** The correlation of x with w, in the spans of the full one. */
function sum2d(x: Source, w: Source, spanOf: (mode: Mode, N: number, K: number) => Span, options?: Convolve2dOptions): Arr {
  const { boundary = "fill", fillValue = 0, out } = optionsOf(options);
  const mode = modeOf(options);
  oneOf(boundary, ["fill", "wrap", "symm"], "options.boundary");
  const border = borderOf(boundary, fillValue, x.complex || w.complex);
  const spans = x.shape.map((N, axis) => spanOf(mode, N, w.shape[axis]));
  const before = spans.map(({ start }, axis) => w.shape[axis] - 1 - start);
  // a complex number cannot lie around a real array
  const picture = border.imaginary && !x.complex ? complexCopy(x) : x;
  return correlateArrays({ x: picture, w, before, outputShape: spans.map(({ length }) => length), border }, out) as Arr;
}

const kinds: Record<NonNullable<Convolve2dOptions["boundary"]>, BorderKind> = { fill: "constant", wrap: "wrap", symm: "reflect" };

function borderOf(boundary: NonNullable<Convolve2dOptions["boundary"]>, fillValue: unknown, complex: boolean): Border {
  const kind = kinds[boundary];
  if (typeof fillValue === "number") return { kind, value: fillValue };
  if (typeof fillValue !== "object" || fillValue === null || !("re" in fillValue && "im" in fillValue)) {
    wrongKind("options.fillValue", "a number, or { re, im }", fillValue);
  }
  if (!complex) wrongKind("options.fillValue", "a number, as both inputs are real", fillValue);
  return { kind, value: number(fillValue.re, "options.fillValue.re"), imaginary: number(fillValue.im, "options.fillValue.im") };
}

function modeOf(options?: Convolve2dOptions): Mode {
  const { mode = "full" } = optionsOf(options);
  return oneOf(mode, ["full", "same", "valid"], "options.mode");
}

function readPicture(input: unknown, name: string): Source {
  const source = read(input, name);
  if (source.shape.length !== 2) wrongValue(name, "an array of two axes", `one of shape [${source.shape.join(", ")}]`);
  if (sizeOf(source.shape) === 0) wrongValue(name, "at least one sample on each axis", `an array of shape [${source.shape.join(", ")}]`);
  return source;
}
