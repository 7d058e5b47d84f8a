import { madd, nmadd } from "../simd";
import { putApart, splat, timesIm, timesRe } from "./layout";

/**
 * One pass of radix 7, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<7} e^{−2πi jk/7} · w[p, k] · x[p, k, q]
 *
 * The twiddles lie behind the cosines of one, two and three sevenths of a turn, then their sines. `mirrored` is as in radix5.ts.
 *
 * Real parts of outputs are made of real parts of sums and imaginary ones of differences, imaginary parts of the others: seven vectors each. So one
 * half waits in y, where outputs will follow, while the other is worked on.
 */
// @ts-ignore: decorator
@inline
function radix7<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize,
): void {
  const constants = w;
  w += 6 * sizeof<T>();
  let down = y + 6 * yArm, downArm = 0 - yArm, downStep = yStep;
  if (mirrored) w += wStep, down = y + yArm - 2 * yStep, downArm = yArm, downStep = 0 - yStep;
  for (; outer != 0; outer--) {
    for (let p = x, q = y, y6 = down, end = x + inner; p != end; p += 32, q += 32, y6 += 32) {
      const x1 = p + xArm, x2 = x1 + xArm, x3 = x2 + xArm, x4 = x3 + xArm, x5 = x4 + xArm, x6 = x5 + xArm;
      const y1 = q + yArm, y2 = y1 + yArm, y3 = y2 + yArm, y5 = y6 + downArm, y4 = y5 + downArm;
      const a1r = armRe<T>(x1, w, 0), a1i = armIm<T>(x1, w, 0), a6r = armRe<T>(x6, w, 10), a6i = armIm<T>(x6, w, 10);
      const s1r = v128.add<T>(a1r, a6r), d1i = v128.sub<T>(a1i, a6i);
      v128.store(y1, v128.add<T>(a1i, a6i), 16);
      v128.store(y6, v128.sub<T>(a6r, a1r), 16);
      const a2r = armRe<T>(x2, w, 2), a2i = armIm<T>(x2, w, 2), a5r = armRe<T>(x5, w, 8), a5i = armIm<T>(x5, w, 8);
      const s2r = v128.add<T>(a2r, a5r), d2i = v128.sub<T>(a2i, a5i);
      v128.store(y2, v128.add<T>(a2i, a5i), 16);
      v128.store(y5, v128.sub<T>(a5r, a2r), 16);
      const a3r = armRe<T>(x3, w, 4), a3i = armIm<T>(x3, w, 4), a4r = armRe<T>(x4, w, 6), a4i = armIm<T>(x4, w, 6);
      const s3r = v128.add<T>(a3r, a4r), d3i = v128.sub<T>(a3i, a4i);
      v128.store(y3, v128.add<T>(a3i, a4i), 16);
      v128.store(y4, v128.sub<T>(a4r, a3r), 16);
      sums7<T>(v128.load(p), s1r, s2r, s3r, d1i, d2i, d3i, q, y1, y2, y3, y4, y5, y6, constants, Outputs.Pairs, 0);
      sums7<T>(
        v128.load(p, 16), v128.load(y1, 16), v128.load(y2, 16), v128.load(y3, 16), v128.load(y6, 16), v128.load(y5, 16), v128.load(y4, 16),
        q + 16, y1 + 16, y2 + 16, y3 + 16, y4 + 16, y5 + 16, y6 + 16, constants, Outputs.Pairs, mirrored,
      );
    }
    x += xStep, y += yStep, down += downStep, w += wStep;
  }
}

/** What becomes of a sum of cosines m and one of sines n. */
export const enum Outputs {
  /** m + n goes to y[j] and m − n to y[7 − j]. */
  Pairs,
  /** They are the two parts of y[j], whose arms are real. */
  Parts,
}

/** From a, the sums s of two arms and their differences d: y[0] = a + Σ s, and for each output a + Σ cos · s and Σ sin · d. */
// @ts-ignore: decorator
@inline
export function sums7<T>(
  a: v128, s1: v128, s2: v128, s3: v128, d1: v128, d2: v128, d3: v128,
  y0: usize, y1: usize, y2: usize, y3: usize, y4: usize, y5: usize, y6: usize, constants: usize, outputs: Outputs, mirrored: usize,
): void {
  v128.store(y0, v128.add<T>(a, v128.add<T>(v128.add<T>(s1, s2), s3)));
  const m1 = madd<T>(s3, splat<T>(constants, 2), madd<T>(s2, splat<T>(constants, 1), madd<T>(s1, splat<T>(constants, 0), a)));
  const n1 = madd<T>(d3, splat<T>(constants, 5), madd<T>(d2, splat<T>(constants, 4), v128.mul<T>(d1, splat<T>(constants, 3))));
  give<T>(y1, y6, m1, n1, outputs, mirrored);
  const m2 = madd<T>(s3, splat<T>(constants, 0), madd<T>(s2, splat<T>(constants, 2), madd<T>(s1, splat<T>(constants, 1), a)));
  const n2 = nmadd<T>(d3, splat<T>(constants, 3), nmadd<T>(d2, splat<T>(constants, 5), v128.mul<T>(d1, splat<T>(constants, 4))));
  give<T>(y2, y5, m2, n2, outputs, mirrored);
  const m3 = madd<T>(s3, splat<T>(constants, 1), madd<T>(s2, splat<T>(constants, 0), madd<T>(s1, splat<T>(constants, 2), a)));
  const n3 = madd<T>(d3, splat<T>(constants, 4), nmadd<T>(d2, splat<T>(constants, 3), v128.mul<T>(d1, splat<T>(constants, 5))));
  give<T>(y3, y4, m3, n3, outputs, mirrored);
}

// @ts-ignore: decorator
@inline
function give<T>(up: usize, down: usize, m: v128, n: v128, outputs: Outputs, mirrored: usize): void {
  if (outputs == Outputs.Parts) return putApart(up, m, n, 16);
  v128.store(up, v128.add<T>(m, n));
  if (mirrored) v128.store(down, v128.sub<T>(n, m));
  else v128.store(down, v128.sub<T>(m, n));
}

/** The real parts of an arm times its twiddle, k numbers behind w. */
// @ts-ignore: decorator
@inline
function armRe<T>(p: usize, w: usize, k: usize): v128 {
  return timesRe<T>(v128.load(p), v128.load(p, 16), splat<T>(w, k), splat<T>(w, k + 1));
}

// @ts-ignore: decorator
@inline
function armIm<T>(p: usize, w: usize, k: usize): v128 {
  return timesIm<T>(v128.load(p), v128.load(p, 16), splat<T>(w, k), splat<T>(w, k + 1));
}

export function pass7_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void {
  radix7<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, mirrored);
}
export function pass7_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void {
  radix7<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, mirrored);
}
