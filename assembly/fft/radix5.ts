import { madd, nmadd } from "../simd";
import { Form, put, splat, timesIm, timesRe } from "./layout";

/**
 * One pass of radix 5, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<5} e^{−2πi jk/5} · w[p, k] · x[p, k, q]
 */
// @ts-ignore: decorator
@inline
function radix5<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
): void {
  // cos and sin of 2π/5 and 4π/5
  const c1 = v128.splat<T>(<T>0.30901699437494745), c2 = v128.splat<T>(<T>-0.8090169943749475);
  const s1 = v128.splat<T>(<T>0.9510565162951535), s2 = v128.splat<T>(<T>0.5877852522924731);
  for (; outer != 0; outer--) {
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      const x1 = p + xArm, x2 = x1 + xArm, x3 = x2 + xArm, x4 = x3 + xArm;
      const y1 = q + yArm, y2 = y1 + yArm, y3 = y2 + yArm, y4 = y3 + yArm;
      const a0r = v128.load(p), a0i = v128.load(p, 16);
      let a1r = v128.load(x1), a1i = v128.load(x1, 16), a2r = v128.load(x2), a2i = v128.load(x2, 16);
      let a3r = v128.load(x3), a3i = v128.load(x3, 16), a4r = v128.load(x4), a4i = v128.load(x4, 16);
      const b1r = timesRe<T>(a1r, a1i, splat<T>(w, 0), splat<T>(w, 1)), b2r = timesRe<T>(a2r, a2i, splat<T>(w, 2), splat<T>(w, 3));
      const b3r = timesRe<T>(a3r, a3i, splat<T>(w, 4), splat<T>(w, 5)), b4r = timesRe<T>(a4r, a4i, splat<T>(w, 6), splat<T>(w, 7));
      a1i = timesIm<T>(a1r, a1i, splat<T>(w, 0), splat<T>(w, 1)), a2i = timesIm<T>(a2r, a2i, splat<T>(w, 2), splat<T>(w, 3));
      a3i = timesIm<T>(a3r, a3i, splat<T>(w, 4), splat<T>(w, 5)), a4i = timesIm<T>(a4r, a4i, splat<T>(w, 6), splat<T>(w, 7));
      a1r = b1r, a2r = b2r, a3r = b3r, a4r = b4r;
      const s14r = v128.add<T>(a1r, a4r), s14i = v128.add<T>(a1i, a4i), d14r = v128.sub<T>(a1r, a4r), d14i = v128.sub<T>(a1i, a4i);
      const s23r = v128.add<T>(a2r, a3r), s23i = v128.add<T>(a2i, a3i), d23r = v128.sub<T>(a2r, a3r), d23i = v128.sub<T>(a2i, a3i);
      v128.store(q, v128.add<T>(a0r, v128.add<T>(s14r, s23r)));
      v128.store(q, v128.add<T>(a0i, v128.add<T>(s14i, s23i)), 16);
      const m1r = madd<T>(s23r, c2, madd<T>(s14r, c1, a0r)), m1i = madd<T>(s23i, c2, madd<T>(s14i, c1, a0i));
      const m2r = madd<T>(s23r, c1, madd<T>(s14r, c2, a0r)), m2i = madd<T>(s23i, c1, madd<T>(s14i, c2, a0i));
      const n1r = madd<T>(d23r, s2, v128.mul<T>(d14r, s1)), n1i = madd<T>(d23i, s2, v128.mul<T>(d14i, s1));
      const n2r = nmadd<T>(d23r, s1, v128.mul<T>(d14r, s2)), n2i = nmadd<T>(d23i, s1, v128.mul<T>(d14i, s2));
      put<T>(y1, v128.add<T>(m1r, n1i), v128.sub<T>(m1i, n1r), 0, Form.Blocks);
      put<T>(y2, v128.add<T>(m2r, n2i), v128.sub<T>(m2i, n2r), 0, Form.Blocks);
      put<T>(y3, v128.sub<T>(m2r, n2i), v128.add<T>(m2i, n2r), 0, Form.Blocks);
      put<T>(y4, v128.sub<T>(m1r, n1i), v128.add<T>(m1i, n1r), 0, Form.Blocks);
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
