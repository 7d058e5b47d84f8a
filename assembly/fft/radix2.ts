import { butterfly2 } from "./butterfly";
import { splat, Twiddle } from "./layout";

/**
 * One pass of radix 2, in the terms of radix 4:
 *
 *     y[p, 0, q] = x[p, 0, q] + w[p]·x[p, 1, q],     y[p, 1, q] = x[p, 0, q] − w[p]·x[p, 1, q]
 *
 * and with Twiddle.After y[p, 0, q] = x[p, 0, q] + x[p, 1, q], y[p, 1, q] = w̄[p]·(x[p, 0, q] − x[p, 1, q]).
 */
// @ts-ignore: decorator
@inline
function radix2<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
  twiddle: Twiddle,
): void {
  for (; outer != 0; outer--) {
    const wr = splat<T>(w, 0), wi = splat<T>(w, 1);
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) butterfly2<T>(p, xArm, q, q + yArm, wr, wi, twiddle);
    x += xStep, y += yStep, w += wStep;
  }
}

export function pass2_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix2<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.Before);
}
export function pass2_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix2<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.Before);
}

/** The inverse of pass2, times 2. */
export function unpass2_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix2<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.After);
}
export function unpass2_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix2<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.After);
}
