import type { ResultOf } from "../array/result.js";
import { read, type Source } from "../array/source.js";
import { optionsOf, wrongKind, wrongValue } from "../check.js";
import { type ArrayCosine, cosineArray, type CosineType } from "../plan/fft/cosine.js";
import type { In, Out } from "../types.js";
import { type Along, alongMany, alongOne, type FftnOptions, type FftOptions } from "./options.js";

/** @inline */
export interface DctOptions extends FftOptions {
  /** Which of the four transforms. */
  type?: CosineType;
}

/** @inline */
export interface DctnOptions extends FftnOptions {
  /** Which of the four transforms. */
  type?: CosineType;
}

/** The type whose matrix is the inverse, but for a factor. */
const INVERSE: Record<CosineType, CosineType> = { 1: 1, 2: 3, 3: 2, 4: 4 };

/**
 * The discrete cosine transform of n points along one axis:
 *
 * | type | y[k] = |
 * | :--- | :--- |
 * | 1 | x[0] + (−1)^k·x[n−1] + 2·Σ_{0<i<n−1} x[i]·cos(πik/(n−1)) |
 * | 2 | 2·Σ_i x[i]·cos(πk(2i+1)/2n) |
 * | 3 | x[0] + 2·Σ_{i>0} x[i]·cos(π(2k+1)i/2n) |
 * | 4 | 2·Σ_i x[i]·cos(π(2k+1)(2i+1)/4n) |
 *
 * Norm "forward" divides by 2n, 2(n−1) for type 1; "ortho" makes the transform an orthogonal matrix. It takes one Fourier transform
 * and O(n) besides. A NaN or infinity spoils its whole line.
 *
 * @param x - Real array; of a complex one, both parts are transformed.
 * @returns For a plain array a Float32Array (if x is one) or Float64Array, else an NdArray, in the caller's memory or in `out`.
 * @throws TypeError if x is no array of numbers; RangeError if it is empty, type 1 has one point, or an option is out of range.
 *
 * @example
 * ```ts
 * fft.dct([1, 1, 1, 1], { norm: "ortho" }); // Float64Array [2, 0, 0, 0]
 * ```
 * @see scipy.fft.dct
 */
export function dct<A extends In, O extends Out>(x: A, options: DctOptions & { out: O }): O;
export function dct<X extends In>(x: X, options?: DctOptions): ResultOf<X>;
export function dct(x: In, options?: DctOptions): unknown {
  const source = read(x, "x");
  return cosine(source, alongOne(source, options), options, "forward");
}

/**
 * The inverse of {@link dct} of the same type: `idct(dct(x))` is x.
 *
 * @param x - As {@link dct}.
 * @returns As {@link dct}.
 * @throws As {@link dct}.
 *
 * @example
 * ```ts
 * fft.idct([8, 0, 0, 0]); // Float64Array [1, 1, 1, 1]
 * ```
 * @see scipy.fft.idct
 */
export function idct<A extends In, O extends Out>(x: A, options: DctOptions & { out: O }): O;
export function idct<X extends In>(x: X, options?: DctOptions): ResultOf<X>;
export function idct(x: In, options?: DctOptions): unknown {
  const source = read(x, "x");
  return cosine(source, alongOne(source, options), options, "inverse");
}

/**
 * The cosine transform along several axes, {@link dct} along one after the other.
 *
 * @param x - As {@link dct}.
 * @returns As {@link dct}.
 * @throws As {@link dct}, and RangeError if an axis is named twice.
 *
 * @example
 * ```ts
 * fft.dctn([[1, 1], [1, 1]], { norm: "forward" }).data; // Float64Array [1, 0, 0, 0]
 * ```
 * @see scipy.fft.dctn
 */
export function dctn<A extends In, O extends Out>(x: A, options: DctnOptions & { out: O }): O;
export function dctn<X extends In>(x: X, options?: DctnOptions): ResultOf<X>;
export function dctn(x: In, options?: DctnOptions): unknown {
  const source = read(x, "x");
  return cosine(source, alongMany(source, options), options, "forward");
}

/**
 * The inverse of {@link dctn} of the same type.
 *
 * @param x - As {@link dct}.
 * @returns As {@link dct}.
 * @throws As {@link dctn}.
 *
 * @example
 * ```ts
 * fft.idctn([[16, 0], [0, 0]]).data; // Float64Array [1, 1, 1, 1]
 * ```
 * @see scipy.fft.idctn
 */
export function idctn<A extends In, O extends Out>(x: A, options: DctnOptions & { out: O }): O;
export function idctn<X extends In>(x: X, options?: DctnOptions): ResultOf<X>;
export function idctn(x: In, options?: DctnOptions): unknown {
  const source = read(x, "x");
  return cosine(source, alongMany(source, options), options, "inverse");
}

function cosine(source: Source, { axes, lengths, norm, out }: Along, options: DctOptions | DctnOptions | undefined, direction: "forward" | "inverse"): unknown {
  const { type: given = 2 } = optionsOf<DctOptions | DctnOptions>(options);
  const type = typeOf(given);
  if (type === 1) {
    const short = lengths.findIndex((n) => n < 2);
    if (short >= 0) wrongValue(source.name, `at least 2 points along axis ${axes[short]}, for type 1`, lengths[short]);
  }
  const scaled: Along["norm"] = direction === "forward" ? "forward" : "backward";
  const factor: ArrayCosine["norm"] = norm === "ortho" ? "ortho" : norm === scaled ? "scaled" : "plain";
  return cosineArray({ source, type: direction === "forward" ? type : INVERSE[type], axes, lengths, norm: factor }, out);
}

function typeOf(type: unknown): CosineType {
  if (typeof type !== "number") wrongKind("options.type", "1, 2, 3 or 4", type);
  if (type !== 1 && type !== 2 && type !== 3 && type !== 4) wrongValue("options.type", "1, 2, 3 or 4", type);
  return type;
}
