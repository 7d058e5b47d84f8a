import { madd, nmadd } from "../simd";

/**
 * How the transforms keep complex numbers. Between passes they are blocks: one
 * vector of real parts, then the vector of their imaginary parts,
 *
 *     f32  [re0 re1 re2 re3][im0 im1 im2 im3]        f64  [re0 re1][im0 im1]
 *
 * so that one pointer with offsets 0 and 16 serves both and no butterfly
 * shuffles. Only the first and the last pass see the caller's order.
 */
export const enum Form {
  /** Blocks, 32 bytes each. */
  Blocks,
  /** The caller's order re, im, re, im, … */
  Pairs,
  /** The same with the parts exchanged: the inverse is the forward transform between two exchanges. */
  Swapped,
}

/** Where a pass multiplies by its twiddles. */
export const enum Twiddle {
  /** Before the butterfly e^{-2πi jk/r}. */
  Before,
  /** After the butterfly e^{+2πi jk/r}, conjugated: the inverse of Before, times r. */
  After,
}

/** What becomes of the outputs of a butterfly that lie beyond half of the transform. */
export const enum Upper {
  Kept,
  /** The transform is of real numbers: their conjugates are stored, which are bins of the lower half. */
  Conjugated,
}

/** The scalar k of type T at p, in every lane. */
// @ts-ignore: decorator
@inline
export function splat<T>(p: usize, k: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(p + k * 4) : v128.load64_splat(p + k * 8);
}

/** Lanes 0, 2, … of a, then of b. */
// @ts-ignore: decorator
@inline
export function even<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 0, 2, 4, 6) : v128.shuffle<f64>(a, b, 0, 2);
}

/** Lanes 1, 3, … of a, then of b. */
// @ts-ignore: decorator
@inline
export function odd<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 1, 3, 5, 7) : v128.shuffle<f64>(a, b, 1, 3);
}

/** The first half of a0 b0 a1 b1 … */
// @ts-ignore: decorator
@inline
export function low<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 0, 4, 1, 5) : v128.shuffle<f64>(a, b, 0, 2);
}

/** The second half of a0 b0 a1 b1 … */
// @ts-ignore: decorator
@inline
export function high<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(a, b, 2, 6, 3, 7) : v128.shuffle<f64>(a, b, 1, 3);
}

/** The real parts of what first and second loaded. */
// @ts-ignore: decorator
@inline
export function re<T>(u: v128, v: v128, form: Form): v128 {
  return form == Form.Pairs ? even<T>(u, v) : form == Form.Swapped ? odd<T>(u, v) : u;
}

/** The imaginary parts of what first and second loaded. */
// @ts-ignore: decorator
@inline
export function im<T>(u: v128, v: v128, form: Form): v128 {
  return form == Form.Pairs ? odd<T>(u, v) : form == Form.Swapped ? even<T>(u, v) : v;
}

/** Stores a vector of complex numbers. */
// @ts-ignore: decorator
@inline
export function put<T>(q: usize, r: v128, i: v128, form: Form): void {
  if (form == Form.Pairs) {
    v128.store(q, low<T>(r, i));
    v128.store(q, high<T>(r, i), 16);
  } else if (form == Form.Swapped) {
    v128.store(q, low<T>(i, r));
    v128.store(q, high<T>(i, r), 16);
  } else {
    v128.store(q, r);
    v128.store(q, i, 16);
  }
}

/** Stores a vector of complex numbers in the caller's order, the last one first. */
// @ts-ignore: decorator
@inline
export function putDown<T>(q: usize, r: v128, i: v128): void {
  const last = high<T>(r, i), first = low<T>(r, i);
  // Lanes of f64 are whole numbers then; of f32 two numbers change places.
  v128.store(q, sizeof<T>() == 8 ? last : v128.shuffle<f64>(last, last, 1, 0));
  v128.store(q, sizeof<T>() == 8 ? first : v128.shuffle<f64>(first, first, 1, 0), 16);
}

/** Stores a vector of complex numbers, the imaginary parts `im` bytes behind the real ones. */
// @ts-ignore: decorator
@inline
export function putApart(q: usize, r: v128, i: v128, im: usize): void {
  v128.store(q, r);
  v128.store(q + im, i);
}

/** The upper 32 bits of every number; others are 0. */
// @ts-ignore: decorator
@inline
export function upperBits<T>(upper: usize): v128 {
  return sizeof<T>() == 4 ? v128.splat<u32>(<u32>upper) : v128.splat<u64>(<u64>upper << 32);
}

/** The real part of a·w. */
// @ts-ignore: decorator
@inline
export function timesRe<T>(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return nmadd<T>(ai, wi, v128.mul<T>(ar, wr));
}

/** The imaginary part of a·w. */
// @ts-ignore: decorator
@inline
export function timesIm<T>(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return madd<T>(ai, wr, v128.mul<T>(ar, wi));
}

/** The real part of a·conj(w). */
// @ts-ignore: decorator
@inline
export function backRe<T>(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return madd<T>(ai, wi, v128.mul<T>(ar, wr));
}

/** The imaginary part of a·conj(w). */
// @ts-ignore: decorator
@inline
export function backIm<T>(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return nmadd<T>(ar, wi, v128.mul<T>(ai, wr));
}
