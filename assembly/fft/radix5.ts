import { butterfly5 } from "./butterfly";

/**
 * One pass of radix 5, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<5} e^{−2πi jk/5} · w[p, k] · x[p, k, q]
 *
 * The twiddles lie behind four constants.
 */
// @ts-ignore: decorator
@inline
function radix5<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
): void {
  const constants = w;
  w += 4 * sizeof<T>();
  for (; outer != 0; outer--) {
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      butterfly5<T>(p, xArm, q, q + yArm, q + 2 * yArm, q + 3 * yArm, q + 4 * yArm, w, constants);
    }
    x += xStep, y += yStep, w += wStep;
  }
}

export function pass5_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix5<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep);
}
export function pass5_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix5<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep);
}
