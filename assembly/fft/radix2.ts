import { backIm, backRe, splat, timesIm, timesRe, Twiddle } from "./layout";

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
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      const x1 = p + xArm, y1 = q + yArm;
      const a0r = v128.load(p), a0i = v128.load(p, 16);
      let a1r = v128.load(x1), a1i = v128.load(x1, 16);
      if (twiddle == Twiddle.Before) {
        const br = timesRe<T>(a1r, a1i, wr, wi);
        a1i = timesIm<T>(a1r, a1i, wr, wi);
        a1r = br;
      }
      const dr = v128.sub<T>(a0r, a1r), di = v128.sub<T>(a0i, a1i);
      v128.store(q, v128.add<T>(a0r, a1r));
      v128.store(q, v128.add<T>(a0i, a1i), 16);
      v128.store(y1, twiddle == Twiddle.After ? backRe<T>(dr, di, wr, wi) : dr);
      v128.store(y1, twiddle == Twiddle.After ? backIm<T>(dr, di, wr, wi) : di, 16);
    }
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
