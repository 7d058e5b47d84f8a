import { nmadd } from "../simd";
import { backIm, backRe, Form, put, splat, timesIm, timesRe, Twiddle, Upper } from "./layout";

/*
 * The transforms of a few vectors that passes are made of: arm k is read k·xArm bytes behind x, output j written to yj,
 *
 *     y[j] = Σ_k e^{−2πi jk/R} · w[k] · x[k],     w[0] = 1
 *
 * Those of odd radix (that of 5 is in radix5.ts) read their constants, which src/plan/fft/passes.ts puts before the first twiddles: as literals the engine would
 * build each from an integer, three instructions for every vector. A pass of radix 5 takes 6.1 ns a vector with them in memory, 6.6 without.
 */

/** A sum and a difference, with a twiddle before or after. */
// @ts-ignore: decorator
@inline
export function butterfly2<T>(x: usize, xArm: usize, y0: usize, y1: usize, wr: v128, wi: v128, twiddle: Twiddle): void {
  const x1 = x + xArm;
  const u1r = v128.load(x1), u1i = v128.load(x1, 16), a0r = v128.load(x), a0i = v128.load(x, 16);
  const before = twiddle == Twiddle.Before;
  const a1r = before ? timesRe<T>(u1r, u1i, wr, wi) : u1r, a1i = before ? timesIm<T>(u1r, u1i, wr, wi) : u1i;
  const dr = v128.sub<T>(a0r, a1r), di = v128.sub<T>(a0i, a1i);
  put<T>(y0, v128.add<T>(a0r, a1r), v128.add<T>(a0i, a1i), Form.Blocks);
  put<T>(y1, before ? dr : backRe<T>(dr, di, wr, wi), before ? di : backIm<T>(dr, di, wr, wi), Form.Blocks);
}

/**
 * The sum over three arms, with twiddles before or after; constants: 1/2, sin(2π/3) and what is missing to 1. `mirrored`: output 2 is conjugated, as
 * radix5.ts says.
 */
// @ts-ignore: decorator
@inline
export function butterfly3<T>(x: usize, xArm: usize, y0: usize, y1: usize, y2: usize, w1r: v128, w1i: v128, w2r: v128, w2i: v128, constants: usize, twiddle: Twiddle, mirrored: usize): void {
  const x1 = x + xArm, x2 = x1 + xArm;
  const u1r = v128.load(x1), u1i = v128.load(x1, 16), u2r = v128.load(x2), u2i = v128.load(x2, 16);
  const before = twiddle == Twiddle.Before;
  const a1r = before ? timesRe<T>(u1r, u1i, w1r, w1i) : u1r, a1i = before ? timesIm<T>(u1r, u1i, w1r, w1i) : u1i;
  const a2r = before ? timesRe<T>(u2r, u2i, w2r, w2i) : u2r, a2i = before ? timesIm<T>(u2r, u2i, w2r, w2i) : u2i;
  const a0r = v128.load(x), a0i = v128.load(x, 16);
  const sr = v128.add<T>(a1r, a2r), si = v128.add<T>(a1i, a2i);
  const dr = timesSine3<T>(v128.sub<T>(a2r, a1r), constants), di = timesSine3<T>(v128.sub<T>(a1i, a2i), constants);
  const half = splat<T>(constants, 0);
  const mr = nmadd<T>(sr, half, a0r), mi = nmadd<T>(si, half, a0i);
  put<T>(y0, v128.add<T>(a0r, sr), v128.add<T>(a0i, si), Form.Blocks);
  const minusR = v128.add<T>(mr, di), minusI = v128.add<T>(mi, dr);
  const plusR = v128.sub<T>(mr, di), plusI = v128.sub<T>(mi, dr);
  if (before) {
    put<T>(y1, minusR, minusI, Form.Blocks);
    v128.store(y2, plusR);
    if (mirrored) v128.store(y2, v128.sub<T>(dr, mi), 16);
    else v128.store(y2, plusI, 16);
  } else {
    put<T>(y1, backRe<T>(plusR, plusI, w1r, w1i), backIm<T>(plusR, plusI, w1r, w1i), Form.Blocks);
    put<T>(y2, backRe<T>(minusR, minusI, w2r, w2i), backIm<T>(minusR, minusI, w2r, w2i), Form.Blocks);
  }
}

/** a · sin(2π/3), in f64 by what is missing to 1: that has a seventh of the sine's rounding error, which would add up over the passes of 3^k points. */
// @ts-ignore: decorator
@inline
export function timesSine3<T>(a: v128, constants: usize): v128 {
  return sizeof<T>() == 8 ? nmadd<T>(a, splat<T>(constants, 2), a) : v128.mul<T>(a, splat<T>(constants, 1));
}

/**
 * Twiddles, then the sum over four arms. The engine loads all that comes before a store before it computes anything, and six
 * twiddles with four arms are more than it has registers. So two of the intermediate sums are stored in the middle, where outputs will
 * follow, and twiddles are loaded at their use: a pass takes 3.3 ns a vector of butterflies instead of 4.
 */
// @ts-ignore: decorator
@inline
export function butterfly4<T>(
  x: usize, xArm: usize, y0: usize, y1: usize, y2: usize, y3: usize, w: usize, gap: usize, upper: Upper,
): void {
  const x1 = x + xArm, x2 = x1 + xArm, x3 = x2 + xArm;
  const w1r = splat<T>(w, 0), w1i = splat<T>(w, 1), w3r = splat<T>(w, 4), w3i = splat<T>(w, 5);
  const u1r = v128.load(x1), u1i = v128.load(x1 + gap), u3r = v128.load(x3), u3i = v128.load(x3 + gap);
  const a1r = timesRe<T>(u1r, u1i, w1r, w1i), a1i = timesIm<T>(u1r, u1i, w1r, w1i);
  const a3r = timesRe<T>(u3r, u3i, w3r, w3i), a3i = timesIm<T>(u3r, u3i, w3r, w3i);
  const s13r = v128.add<T>(a1r, a3r), s13i = v128.add<T>(a1i, a3i), d31r = v128.sub<T>(a3r, a1r), d13i = v128.sub<T>(a1i, a3i);
  v128.store(y1, s13i);
  v128.store(y3, s13r);

  const w2r = splat<T>(w, 2), w2i = splat<T>(w, 3), u2r = v128.load(x2), u2i = v128.load(x2 + gap);
  const a0r = v128.load(x), a0i = v128.load(x + gap);
  const a2r = timesRe<T>(u2r, u2i, w2r, w2i), a2i = timesIm<T>(u2r, u2i, w2r, w2i);
  const s02r = v128.add<T>(a0r, a2r), s02i = v128.add<T>(a0i, a2i), d02r = v128.sub<T>(a0r, a2r), d02i = v128.sub<T>(a0i, a2i);
  const c2r = v128.sub<T>(s02r, s13r), c3r = v128.sub<T>(d02r, d13i);
  put<T>(y0, v128.add<T>(s02r, s13r), v128.add<T>(s02i, s13i), Form.Blocks);
  put<T>(y2, c2r, upper == Upper.Kept ? v128.sub<T>(s02i, s13i) : v128.sub<T>(s13i, s02i), Form.Blocks);
  put<T>(y1, v128.add<T>(d02r, d13i), v128.add<T>(d02i, d31r), Form.Blocks);
  put<T>(y3, c3r, upper == Upper.Kept ? v128.sub<T>(d02i, d31r) : v128.sub<T>(d31r, d02i), Form.Blocks);
}
