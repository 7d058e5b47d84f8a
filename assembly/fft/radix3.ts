import { butterfly3 } from "./butterfly";
import { splat, Twiddle } from "./layout";

/**
 * One pass of radix 3, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<3} e^{−2πi jk/3} · w[p, k] · x[p, k, q]
 *
 * and with Twiddle.After y[p, j, q] = w̄[p, j] · Σ_k e^{+2πi jk/3} · x[p, k, q]. The twiddles lie behind three constants.
 */
// @ts-ignore: decorator
@inline
function radix3<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
  twiddle: Twiddle, mirrored: usize,
): void {
  const constants = w;
  w += 3 * sizeof<T>();
  let down = y + 2 * yArm, downStep = yStep;
  if (mirrored) w += wStep, down = y + yArm - 2 * yStep, downStep = 0 - yStep;
  for (; outer != 0; outer--) {
    const w1r = splat<T>(w, 0), w1i = splat<T>(w, 1), w2r = splat<T>(w, 2), w2i = splat<T>(w, 3);
    for (let p = x, q = y, d = down, end = x + inner; p != end; p += 32, q += 32, d += 32) {
      butterfly3<T>(p, xArm, q, q + yArm, d, w1r, w1i, w2r, w2i, constants, twiddle, mirrored);
    }
    x += xStep, y += yStep, down += downStep, w += wStep;
  }
}

export function pass3_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void {
  radix3<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.Before, mirrored);
}
export function pass3_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void {
  radix3<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.Before, mirrored);
}

/** The inverse of pass3, times 3. */
export function unpass3_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix3<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.After, 0);
}
export function unpass3_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix3<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.After, 0);
}
