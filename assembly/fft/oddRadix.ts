import { madd } from "../simd";
import { Form, put, splat, timesIm, timesRe } from "./layout";

/**
 * One pass of any odd radix R, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<R} e^{−2πi jk/R} · w[p, k] · x[p, k, q]
 *
 * Inputs k and R − k share the parts of their root, and so do outputs j and R − j:
 * (R − 1)² real products for R outputs. It serves every prime that has no pass of
 * its own and is small enough that this beats a convolution.
 *
 *   reads     x; w as in radix 4; roots: cos, sin of 2πjk/R for j, k = 1 … (R−1)/2, row by row
 *   writes    y, which must not be x; scratch, (R−1)/2 · 64 bytes
 */
// @ts-ignore: decorator
@inline
function oddRadix<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
  R: usize, roots: usize, scratch: usize,
): void {
  const half = R >> 1;
  const scratchEnd = scratch + half * 64;
  for (; outer != 0; outer--) {
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      const a0r = v128.load(p), a0i = v128.load(p, 16);
      let sumR = a0r, sumI = a0i;
      // Sums and differences of the inputs k and R − k.
      for (let s = scratch, up = p + xArm, down = p + (R - 1) * xArm, wUp = w, wDown = w + (R - 2) * 2 * sizeof<T>(); s != scratchEnd; s += 64) {
        const ur = v128.load(up), ui = v128.load(up, 16), dr = v128.load(down), di = v128.load(down, 16);
        const wur = splat<T>(wUp, 0), wui = splat<T>(wUp, 1), wdr = splat<T>(wDown, 0), wdi = splat<T>(wDown, 1);
        const br = timesRe<T>(ur, ui, wur, wui), bi = timesIm<T>(ur, ui, wur, wui);
        const cr = timesRe<T>(dr, di, wdr, wdi), ci = timesIm<T>(dr, di, wdr, wdi);
        const tr = v128.add<T>(br, cr), ti = v128.add<T>(bi, ci);
        sumR = v128.add<T>(sumR, tr), sumI = v128.add<T>(sumI, ti);
        v128.store(s, tr);
        v128.store(s, ti, 16);
        v128.store(s, v128.sub<T>(br, cr), 32);
        v128.store(s, v128.sub<T>(bi, ci), 48);
        up += xArm, down -= xArm, wUp += 2 * sizeof<T>(), wDown -= 2 * sizeof<T>();
      }
      put<T>(q, sumR, sumI, Form.Blocks);
      let root = roots;
      for (let up = q + yArm, down = q + (R - 1) * yArm; up < down; up += yArm, down -= yArm) {
        let mr = a0r, mi = a0i, nr = v128.splat<T>(<T>0), ni = nr;
        for (let s = scratch; s != scratchEnd; s += 64) {
          const c = splat<T>(root, 0), sine = splat<T>(root, 1);
          mr = madd<T>(v128.load(s), c, mr);
          mi = madd<T>(v128.load(s, 16), c, mi);
          nr = madd<T>(v128.load(s, 32), sine, nr);
          ni = madd<T>(v128.load(s, 48), sine, ni);
          root += 2 * sizeof<T>();
        }
        put<T>(up, v128.add<T>(mr, ni), v128.sub<T>(mi, nr), Form.Blocks);
        put<T>(down, v128.sub<T>(mr, ni), v128.add<T>(mi, nr), Form.Blocks);
      }
    }
    x += xStep, y += yStep, w += wStep;
  }
}

export function pass_odd_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, R: usize, roots: usize, scratch: usize): void {
  oddRadix<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, R, roots, scratch);
}
export function pass_odd_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, R: usize, roots: usize, scratch: usize): void {
  oddRadix<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, R, roots, scratch);
}
