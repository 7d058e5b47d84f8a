import { butterfly2 } from "./butterfly";
import { even, odd, putApart, splat, Twiddle } from "./layout";

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

/** The first pass of a transform, as the one of radix 4: y[0, q] = x[0, q] + x[1, q], y[1, q] = x[0, q] − x[1, q], from the caller's order to blocks. */
// @ts-ignore: decorator
@inline
function firstRadix2<T>(x: usize, y: usize, arm: usize, exchanged: usize): void {
  const im: usize = exchanged ? <usize>0 - 16 : 16;
  y += exchanged;
  for (const end = x + arm; x != end; x += 32, y += 32) {
    const x1 = x + arm;
    const u0 = v128.load(x), v0 = v128.load(x, 16), u1 = v128.load(x1), v1 = v128.load(x1, 16);
    const a0r = even<T>(u0, v0), a0i = odd<T>(u0, v0), a1r = even<T>(u1, v1), a1i = odd<T>(u1, v1);
    putApart(y, v128.add<T>(a0r, a1r), v128.add<T>(a0i, a1i), im);
    putApart(y + arm, v128.sub<T>(a0r, a1r), v128.sub<T>(a0i, a1i), im);
  }
}

export function first2_f32(x: usize, y: usize, arm: usize, exchanged: usize): void {
  firstRadix2<f32>(x, y, arm, exchanged);
}
export function first2_f64(x: usize, y: usize, arm: usize, exchanged: usize): void {
  firstRadix2<f64>(x, y, arm, exchanged);
}
