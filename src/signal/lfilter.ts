import type { Arr, ResultOf } from "../array/result.js";
import { read, type Source } from "../array/source.js";
import { axisOf, optionsOf, wrongValue } from "../check.js";
import { filterArrays, stateShape } from "../plan/recursive/filter.js";
import type { In, Out } from "../types.js";
import { readTaps } from "./upfirdn.js";

/** What {@link lfilter} returns where it is given a state to start from. */
export interface Filtered<Y, State = Y> {
  /** The filtered signal. */
  y: Y;
  /** The state after its last sample, `zi` of the next piece. */
  zf: State;
}

/** @inline */
export interface LfilterOptions {
  /** The axis of x to filter along: −1, the last. */
  axis?: number;
  /**
   * The state that the filter begins with: x's shape, but max(a.length, b.length) − 1 along the axis; extents of 1 go with any. With it, the state at the
   * end is returned too.
   */
  zi?: In;
  /** Takes y; it may be one of the inputs. */
  out?: Out;
}

/**
 * Filters signals by a rational transfer function:
 *
 *     a[0] · y[n] = Σ_{i ≥ 0} b[i] · x[n−i] − Σ_{i ≥ 1} a[i] · y[n−i]
 *
 * With `a = [1]` (or one other number) it is a FIR filter, the beginning of {@link convolve}, and computed as that, directly or by transforms. Otherwise
 * it goes sample after sample in direct form II transposed, every operation rounded; outputs wait for one another, so that vectors do not help.
 * Before the first sample everything counts as zero, or as the state says.
 *
 * A signal cut in pieces, each filtered with the zf of the one before it as zi, gives what the whole one gives. NaN and infinity stay in a recursive
 * filter for ever; in a FIR filter they reach the outputs that the sum gives them to.
 *
 * @param b - Numerator: one axis, at least one number, real or complex.
 * @param a - Denominator, likewise; a[0] is not 0.
 * @param x - Signals of any rank, real or complex.
 * @returns y, of x's shape, or with zi `{ y, zf }`: plain arrays for plain one-dimensional inputs, else NdArrays; float32 if every typed input is, else float64.
 * @throws TypeError for a wrong kind; RangeError if a or b is empty or has not one axis, a[0] is 0, a FIR filter's signal is empty, the axis does not
 *   exist, or zi has another shape than said.
 *
 * @example A leaky sum, in two pieces:
 * ```ts
 * signal.lfilter([1], [1, -0.5], [1, 1, 1, 1]); // Float64Array [1, 1.5, 1.75, 1.875]
 * const { zf } = signal.lfilter([1], [1, -0.5], [1, 1], { zi: [0] });
 * signal.lfilter([1], [1, -0.5], [1, 1], { zi: zf }).y; // Float64Array [1.75, 1.875]
 * ```
 * @see scipy.signal.lfilter
 */
export function lfilter<O extends Out, B extends In, A extends In, X extends In, Z extends In>(
  b: B,
  a: A,
  x: X,
  options: LfilterOptions & { zi: Z; out: O },
): Filtered<O, ResultOf<B | A | X | Z>>;
export function lfilter<B extends In, A extends In, X extends In, Z extends In>(
  b: B,
  a: A,
  x: X,
  options: LfilterOptions & { zi: Z },
): Filtered<ResultOf<B | A | X | Z>>;
export function lfilter<A extends In, B extends In, C extends In, O extends Out>(b: A, a: B, x: C, options: LfilterOptions & { zi?: undefined; out: O }): O;
export function lfilter<B extends In, A extends In, X extends In>(b: B, a: A, x: X, options?: LfilterOptions & { zi?: undefined }): ResultOf<B | A | X>;
export function lfilter(b: In, a: In, x: In, options?: LfilterOptions): Arr | Out | Filtered<Arr | Out, Arr> {
  const numerator = readTaps(b, "b");
  const denominator = readTaps(a, "a");
  refuseZero(denominator, "a");
  const signal = read(x, "x");
  const { axis = -1, zi, out } = optionsOf(options);
  const along = axisOf(axis, signal.shape.length, "options.axis");
  if (denominator.shape[0] === 1 && signal.shape[along] === 0) wrongValue("x", "at least one sample along the axis, for a FIR filter", "none");
  const filtering = { b: numerator, a: denominator, x: signal, axis: along, zi: null };
  if (zi === undefined) return filterArrays(filtering, out).y as Arr;
  const state = read(zi, "options.zi");
  const shape = stateShape(filtering);
  const fits = state.shape.length === shape.length && shape.every((extent, i) => state.shape[i] === extent || (i !== along && state.shape[i] === 1));
  if (!fits) wrongValue("options.zi", `shape [${shape.join(", ")}], the filter's order along the axis`, `shape [${state.shape.join(", ")}]`);
  const { y, zf } = filterArrays({ ...filtering, zi: state }, out);
  return { y: y as Arr, zf: zf as Arr };
}

/** @throws RangeError if the first number is 0. */
export function refuseZero({ data, offset, complex }: Source, name: string): void {
  const zero = complex ? data[2 * offset] === 0 && data[2 * offset + 1] === 0 : data[offset] === 0;
  if (zero) wrongValue(name, "a first number other than 0", 0);
}
