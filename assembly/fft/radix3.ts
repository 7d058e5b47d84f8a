import { madd, nmadd } from "../simd";
import { backIm, backRe, splat, timesIm, timesRe, Twiddle } from "./layout";

/**
 * One pass of radix 3, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<3} e^{−2πi jk/3} · w[p, k] · x[p, k, q]
 *
 * and with Twiddle.After y[p, j, q] = w̄[p, j] · Σ_k e^{+2πi jk/3} · x[p, k, q].
 */
// @ts-ignore: decorator
@inline
function radix3<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
  twiddle: Twiddle,
): void {
  const half = v128.splat<T>(<T>0.5);
  // sin(2π/3), in f64 as a sum of two: its rounding error would add up over the passes of 3^k points.
  const sine = v128.splat<T>(<T>0.8660254037844386), rest = v128.splat<T>(<T>5.017542110903451e-17);
  for (; outer != 0; outer--) {
    const w1r = splat<T>(w, 0), w1i = splat<T>(w, 1), w2r = splat<T>(w, 2), w2i = splat<T>(w, 3);
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      const x1 = p + xArm, x2 = x1 + xArm, y1 = q + yArm, y2 = y1 + yArm;
      const a0r = v128.load(p), a0i = v128.load(p, 16);
      let a1r = v128.load(x1), a1i = v128.load(x1, 16), a2r = v128.load(x2), a2i = v128.load(x2, 16);
      if (twiddle == Twiddle.Before) {
        const b1r = timesRe<T>(a1r, a1i, w1r, w1i), b2r = timesRe<T>(a2r, a2i, w2r, w2i);
        a1i = timesIm<T>(a1r, a1i, w1r, w1i), a2i = timesIm<T>(a2r, a2i, w2r, w2i);
        a1r = b1r, a2r = b2r;
      }
      const sr = v128.add<T>(a1r, a2r), si = v128.add<T>(a1i, a2i);
      const er = v128.sub<T>(a1r, a2r), ei = v128.sub<T>(a1i, a2i);
      let dr = v128.mul<T>(er, sine), di = v128.mul<T>(ei, sine);
      if (sizeof<T>() == 8) dr = madd<T>(er, rest, dr), di = madd<T>(ei, rest, di);
      const mr = nmadd<T>(sr, half, a0r), mi = nmadd<T>(si, half, a0i);
      v128.store(q, v128.add<T>(a0r, sr));
      v128.store(q, v128.add<T>(a0i, si), 16);
      const minusR = v128.add<T>(mr, di), minusI = v128.sub<T>(mi, dr);
      const plusR = v128.sub<T>(mr, di), plusI = v128.add<T>(mi, dr);
      if (twiddle == Twiddle.After) {
        v128.store(y1, backRe<T>(plusR, plusI, w1r, w1i));
        v128.store(y1, backIm<T>(plusR, plusI, w1r, w1i), 16);
        v128.store(y2, backRe<T>(minusR, minusI, w2r, w2i));
        v128.store(y2, backIm<T>(minusR, minusI, w2r, w2i), 16);
      } else {
        v128.store(y1, minusR);
        v128.store(y1, minusI, 16);
        v128.store(y2, plusR);
        v128.store(y2, plusI, 16);
      }
    }
    x += xStep, y += yStep, w += wStep;
  }
}

export function pass3_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix3<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.Before);
}
export function pass3_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix3<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.Before);
}

/** The inverse of pass3, times 3. */
export function unpass3_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix3<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.After);
}
export function unpass3_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix3<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, Twiddle.After);
}
