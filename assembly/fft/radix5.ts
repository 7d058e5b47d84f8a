import { madd, nmadd } from "../simd";
import { even, Form, odd, put, putApart, splat, timesIm, timesRe } from "./layout";

/**
 * One pass of radix 5, in the terms of radix 4:
 *
 *     y[p, j, q] = Σ_{k<5} e^{−2πi jk/5} · w[p, k] · x[p, k, q]
 *
 * The twiddles lie behind four constants: 1/4, √5/4, sin 2π/5, sin 4π/5.
 *
 * With `mirrored`, of real numbers, of whose transforms only the lower halves are kept: the p are bins from 1 on, below half of `done`; w, which begins
 * with bin 0, and xStep, yStep are of rows. Outputs 3 and 4 lie beyond half of 5·done, and are conjugated to 2·done − p and done − p. Which it is costs no
 * time where the stores differ behind a branch; 2 % with a sign to change.
 */
// @ts-ignore: decorator
@inline
function radix5<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize,
): void {
  const constants = w;
  w += 4 * sizeof<T>();
  let down = y + 4 * yArm, downArm = 0 - yArm, downStep = yStep;
  if (mirrored) w += wStep, down = y + yArm - 2 * yStep, downArm = yArm, downStep = 0 - yStep;
  for (; outer != 0; outer--) {
    for (let p = x, q = y, d = down, end = x + inner; p != end; p += 32, q += 32, d += 32) {
      const x1 = p + xArm, x2 = x1 + xArm, x3 = x2 + xArm, x4 = x3 + xArm;
      const y1 = q + yArm, y2 = q + 2 * yArm, y3 = d + downArm;
      const w1r = splat<T>(w, 0), w1i = splat<T>(w, 1), w4r = splat<T>(w, 6), w4i = splat<T>(w, 7);
      const u1r = v128.load(x1), u1i = v128.load(x1, 16), u4r = v128.load(x4), u4i = v128.load(x4, 16);
      const a1r = timesRe<T>(u1r, u1i, w1r, w1i), a1i = timesIm<T>(u1r, u1i, w1r, w1i);
      const a4r = timesRe<T>(u4r, u4i, w4r, w4i), a4i = timesIm<T>(u4r, u4i, w4r, w4i);
      const s14r = v128.add<T>(a1r, a4r), s14i = v128.add<T>(a1i, a4i), d41r = v128.sub<T>(a4r, a1r), d14i = v128.sub<T>(a1i, a4i);
      // As in butterfly.ts: all sums are stored in the middle, where outputs will follow.
      put<T>(y1, s14r, s14i, Form.Blocks);
      put<T>(d, d41r, d14i, Form.Blocks);
      const w2r = splat<T>(w, 2), w2i = splat<T>(w, 3), w3r = splat<T>(w, 4), w3i = splat<T>(w, 5);
      const u2r = v128.load(x2), u2i = v128.load(x2, 16), u3r = v128.load(x3), u3i = v128.load(x3, 16);
      const a2r = timesRe<T>(u2r, u2i, w2r, w2i), a2i = timesIm<T>(u2r, u2i, w2r, w2i);
      const a3r = timesRe<T>(u3r, u3i, w3r, w3i), a3i = timesIm<T>(u3r, u3i, w3r, w3i);
      const s23r = v128.add<T>(a2r, a3r), s23i = v128.add<T>(a2i, a3i), d32r = v128.sub<T>(a3r, a2r), d23i = v128.sub<T>(a2i, a3i);
      put<T>(y2, s23r, s23i, Form.Blocks);
      put<T>(y3, d32r, d23i, Form.Blocks);
      outputs5<T>(v128.load(p), v128.load(p, 16), s14r, s14i, s23r, s23i, d41r, d14i, d32r, d23i, q, y1, y2, y3, d, constants, Ends.Blocks, 16, mirrored);
    }
    x += xStep, y += yStep, down += downStep, w += wStep;
  }
}

/** Where outputs of radix 5 go. */
const enum Ends {
  Blocks,
  /** Blocks whose imaginary parts lie `im` bytes behind the real ones. */
  Apart,
}

/** The sums over five arms, from sums and differences of two. */
// @ts-ignore: decorator
@inline
function outputs5<T>(
  a0r: v128, a0i: v128, s14r: v128, s14i: v128, s23r: v128, s23i: v128, d41r: v128, d14i: v128, d32r: v128, d23i: v128,
  y0: usize, y1: usize, y2: usize, y3: usize, y4: usize, constants: usize, ends: Ends, im: usize, mirrored: usize,
): void {
  const sr = v128.add<T>(s14r, s23r), si = v128.add<T>(s14i, s23i);
  give<T>(y0, v128.add<T>(a0r, sr), v128.add<T>(a0i, si), ends, im);
  // cos 2π/5 and cos 4π/5 are −1/4 ± √5/4: one product for both, and fewer roundings.
  const quarter = splat<T>(constants, 0), root = splat<T>(constants, 1);
  const tr = nmadd<T>(sr, quarter, a0r), ti = nmadd<T>(si, quarter, a0i);
  const er = v128.mul<T>(v128.sub<T>(s14r, s23r), root), ei = v128.mul<T>(v128.sub<T>(s14i, s23i), root);
  const s1 = splat<T>(constants, 2), s2 = splat<T>(constants, 3);
  const m1r = v128.add<T>(tr, er), m1i = v128.add<T>(ti, ei);
  const n1r = madd<T>(d32r, s2, v128.mul<T>(d41r, s1)), n1i = madd<T>(d23i, s2, v128.mul<T>(d14i, s1));
  give<T>(y1, v128.add<T>(m1r, n1i), v128.add<T>(m1i, n1r), ends, im);
  v128.store(y4, v128.sub<T>(m1r, n1i));
  const m2r = v128.sub<T>(tr, er), m2i = v128.sub<T>(ti, ei);
  const n2r = nmadd<T>(d32r, s1, v128.mul<T>(d41r, s2)), n2i = nmadd<T>(d23i, s1, v128.mul<T>(d14i, s2));
  give<T>(y2, v128.add<T>(m2r, n2i), v128.add<T>(m2i, n2r), ends, im);
  v128.store(y3, v128.sub<T>(m2r, n2i));
  if (mirrored) {
    v128.store(y4, v128.sub<T>(n1r, m1i), 16);
    v128.store(y3, v128.sub<T>(n2r, m2i), 16);
  } else if (ends == Ends.Blocks) {
    v128.store(y4, v128.sub<T>(m1i, n1r), 16);
    v128.store(y3, v128.sub<T>(m2i, n2r), 16);
  } else {
    v128.store(y4 + im, v128.sub<T>(m1i, n1r));
    v128.store(y3 + im, v128.sub<T>(m2i, n2r));
  }
}

// @ts-ignore: decorator
@inline
function give<T>(q: usize, r: v128, i: v128, ends: Ends, im: usize): void {
  if (ends == Ends.Blocks) put<T>(q, r, i, Form.Blocks);
  else putApart(q, r, i, im);
}

export function pass5_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void {
  radix5<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, mirrored);
}
export function pass5_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, mirrored: usize): void {
  radix5<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, mirrored);
}

/**
 * The first pass of a transform, as the one of radix 4: y[j, q] = Σ_{k<5} e^{−2πi jk/5} · x[k, q], from the caller's order to blocks. For an inverse
 * `exchanged` is 16, and outputs 1 to 4 go the other way round, with re and im exchanged.
 *
 *   reads     x, arms `arm` bytes apart, as those of y; the constants of a pass
 *   writes    y; must not overlap x
 */
// @ts-ignore: decorator
@inline
function firstRadix5<T>(x: usize, y: usize, arm: usize, constants: usize, exchanged: usize): void {
  const im: usize = exchanged ? <usize>0 - 16 : 16;
  y += exchanged;
  let y1 = exchanged ? y + 4 * arm : y + arm;
  const yArm = exchanged ? 0 - arm : arm;
  for (const end = x + arm; x != end; x += 32, y += 32, y1 += 32) {
    const x1 = x + arm, x2 = x1 + arm, x3 = x2 + arm, x4 = x3 + arm, y2 = y1 + yArm, y3 = y2 + yArm, y4 = y3 + yArm;
    const u1 = v128.load(x1), v1 = v128.load(x1, 16), u4 = v128.load(x4), v4 = v128.load(x4, 16);
    const a1r = even<T>(u1, v1), a1i = odd<T>(u1, v1), a4r = even<T>(u4, v4), a4i = odd<T>(u4, v4);
    const s14r = v128.add<T>(a1r, a4r), s14i = v128.add<T>(a1i, a4i), d41r = v128.sub<T>(a4r, a1r), d14i = v128.sub<T>(a1i, a4i);
    putApart(y1, s14r, s14i, im);
    putApart(y4, d41r, d14i, im);
    const u2 = v128.load(x2), v2 = v128.load(x2, 16), u3 = v128.load(x3), v3 = v128.load(x3, 16);
    const a2r = even<T>(u2, v2), a2i = odd<T>(u2, v2), a3r = even<T>(u3, v3), a3i = odd<T>(u3, v3);
    const s23r = v128.add<T>(a2r, a3r), s23i = v128.add<T>(a2i, a3i), d32r = v128.sub<T>(a3r, a2r), d23i = v128.sub<T>(a2i, a3i);
    putApart(y2, s23r, s23i, im);
    const u0 = v128.load(x), v0 = v128.load(x, 16);
    outputs5<T>(even<T>(u0, v0), odd<T>(u0, v0), s14r, s14i, s23r, s23i, d41r, d14i, d32r, d23i, y, y1, y2, y3, y4, constants, Ends.Apart, im, 0);
  }
}

export function first5_f32(x: usize, y: usize, arm: usize, constants: usize, exchanged: usize): void {
  firstRadix5<f32>(x, y, arm, constants, exchanged);
}
export function first5_f64(x: usize, y: usize, arm: usize, constants: usize, exchanged: usize): void {
  firstRadix5<f64>(x, y, arm, constants, exchanged);
}
