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
  for (; outer != 0; outer--) {
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      const x1 = p + xArm, x2 = x1 + xArm, x3 = x2 + xArm, x4 = x3 + xArm;
      const y1 = q + yArm, y2 = y1 + yArm, y3 = y2 + yArm, y4 = y3 + yArm;
      const w1r = splat<T>(w, 0), w1i = splat<T>(w, 1), w4r = splat<T>(w, 6), w4i = splat<T>(w, 7);
      const u1r = v128.load(x1), u1i = v128.load(x1, 16), u4r = v128.load(x4), u4i = v128.load(x4, 16);
      const a1r = timesRe<T>(u1r, u1i, w1r, w1i), a1i = timesIm<T>(u1r, u1i, w1r, w1i);
      const a4r = timesRe<T>(u4r, u4i, w4r, w4i), a4i = timesIm<T>(u4r, u4i, w4r, w4i);
      const s14r = v128.add<T>(a1r, a4r), s14i = v128.add<T>(a1i, a4i), d14r = v128.sub<T>(a1r, a4r), d14i = v128.sub<T>(a1i, a4i);
      // As in radix4.ts, stores that keep the engine from loading the other arms before these are summed.
      put<T>(y1, s14r, s14i, 0, Form.Blocks);
      put<T>(y4, d14r, d14i, 0, Form.Blocks);
      const w2r = splat<T>(w, 2), w2i = splat<T>(w, 3), w3r = splat<T>(w, 4), w3i = splat<T>(w, 5);
      const u2r = v128.load(x2), u2i = v128.load(x2, 16), u3r = v128.load(x3), u3i = v128.load(x3, 16);
      const a2r = timesRe<T>(u2r, u2i, w2r, w2i), a2i = timesIm<T>(u2r, u2i, w2r, w2i);
      const a3r = timesRe<T>(u3r, u3i, w3r, w3i), a3i = timesIm<T>(u3r, u3i, w3r, w3i);
      const s23r = v128.add<T>(a2r, a3r), s23i = v128.add<T>(a2i, a3i), d23r = v128.sub<T>(a2r, a3r), d23i = v128.sub<T>(a2i, a3i);
      put<T>(y2, s23r, s23i, 0, Form.Blocks);
      put<T>(y3, d23r, d23i, 0, Form.Blocks);
      const a0r = v128.load(p), a0i = v128.load(p, 16);
      put<T>(q, v128.add<T>(a0r, v128.add<T>(s14r, s23r)), v128.add<T>(a0i, v128.add<T>(s14i, s23i)), 0, Form.Blocks);
      // cos and sin of 2π/5 and 4π/5
      const c1 = v128.splat<T>(<T>0.30901699437494745), c2 = v128.splat<T>(<T>-0.8090169943749475);
      const s1 = v128.splat<T>(<T>0.9510565162951535), s2 = v128.splat<T>(<T>0.5877852522924731);
      const m1r = madd<T>(s23r, c2, madd<T>(s14r, c1, a0r)), m1i = madd<T>(s23i, c2, madd<T>(s14i, c1, a0i));
      const n1r = madd<T>(d23r, s2, v128.mul<T>(d14r, s1)), n1i = madd<T>(d23i, s2, v128.mul<T>(d14i, s1));
      put<T>(y1, v128.add<T>(m1r, n1i), v128.sub<T>(m1i, n1r), 0, Form.Blocks);
      put<T>(y4, v128.sub<T>(m1r, n1i), v128.add<T>(m1i, n1r), 0, Form.Blocks);
      const m2r = madd<T>(s23r, c1, madd<T>(s14r, c2, a0r)), m2i = madd<T>(s23i, c1, madd<T>(s14i, c2, a0i));
      const n2r = nmadd<T>(d23r, s1, v128.mul<T>(d14r, s2)), n2i = nmadd<T>(d23i, s1, v128.mul<T>(d14i, s2));
      put<T>(y2, v128.add<T>(m2r, n2i), v128.sub<T>(m2i, n2r), 0, Form.Blocks);
      put<T>(y3, v128.sub<T>(m2r, n2i), v128.add<T>(m2i, n2r), 0, Form.Blocks);
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
