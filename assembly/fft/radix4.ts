import { butterfly4 } from "./butterfly";
import { backIm, backRe, even, odd, putApart, splat, Upper } from "./layout";

/**
 * One pass of radix 4. For every p < outer, and every vector q of `inner` bytes,
 *
 *     y[p, j, q] = Σ_{k<4} (−i)^{jk} · w[p, k] · x[p, k, q],     j = 0 … 3, w[p, 0] = 1
 *
 * where [p, k, q] lies p·step + k·arm + q bytes behind the pointer.
 *
 *   reads     x; w[p, 1 .. 3] as re, im at w + p·wStep
 *   writes    y, which may be x if the strides are the same
 */
// @ts-ignore: decorator
@inline
function radix4<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize,
): void {
  for (; outer != 0; outer--) {
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += 32) {
      butterfly4<T>(p, xArm, q, q + yArm, q + 2 * yArm, q + 3 * yArm, w, 16, Upper.Kept);
    }
    x += xStep, y += yStep, w += wStep;
  }
}

export function pass4_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix4<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep);
}
export function pass4_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  radix4<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep);
}

/**
 * The inverse, times 4, y[p, j, q] = w̄[p, j] · Σ_k i^{jk} · x[p, k, q]. Vectors of y lie `next` bytes apart, their imaginary
 * parts `gap` bytes behind: 32 and 16 for blocks, 16 and more if they are split. Each twiddle is loaded behind the store of the output before it.
 */
// @ts-ignore: decorator
@inline
function inverseRadix4<T>(
  x: usize, y: usize, inner: usize, xArm: usize, yArm: usize,
  outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, next: usize, gap: usize,
): void {
  for (; outer != 0; outer--) {
    for (let p = x, q = y, end = x + inner; p != end; p += 32, q += next) {
      const x1 = p + xArm, x2 = x1 + xArm, x3 = x2 + xArm, y1 = q + yArm, y2 = y1 + yArm, y3 = y2 + yArm;
      const a1r = v128.load(x1), a1i = v128.load(x1, 16), a3r = v128.load(x3), a3i = v128.load(x3, 16);
      const s13r = v128.add<T>(a1r, a3r), s13i = v128.add<T>(a1i, a3i), d13r = v128.sub<T>(a1r, a3r), d13i = v128.sub<T>(a1i, a3i);
      const a2r = v128.load(x2), a2i = v128.load(x2, 16), a0r = v128.load(p), a0i = v128.load(p, 16);
      const s02r = v128.add<T>(a0r, a2r), s02i = v128.add<T>(a0i, a2i), d02r = v128.sub<T>(a0r, a2r), d02i = v128.sub<T>(a0i, a2i);
      putApart(q, v128.add<T>(s02r, s13r), v128.add<T>(s02i, s13i), gap);
      putBack<T>(y2, v128.sub<T>(s02r, s13r), v128.sub<T>(s02i, s13i), splat<T>(w, 2), splat<T>(w, 3), gap);
      putBack<T>(y1, v128.sub<T>(d02r, d13i), v128.add<T>(d02i, d13r), splat<T>(w, 0), splat<T>(w, 1), gap);
      putBack<T>(y3, v128.add<T>(d02r, d13i), v128.sub<T>(d02i, d13r), splat<T>(w, 4), splat<T>(w, 5), gap);
    }
    x += xStep, y += yStep, w += wStep;
  }
}

// @ts-ignore: decorator
@inline
function putBack<T>(q: usize, r: v128, i: v128, wr: v128, wi: v128, gap: usize): void {
  putApart(q, backRe<T>(r, i, wr, wi), backIm<T>(r, i, wr, wi), gap);
}

export function unpass4_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, next: usize, gap: usize): void {
  inverseRadix4<f32>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, next, gap);
}
export function unpass4_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, outer: usize, xStep: usize, yStep: usize, w: usize, wStep: usize, next: usize, gap: usize): void {
  inverseRadix4<f64>(x, y, inner, xArm, yArm, outer, xStep, yStep, w, wStep, next, gap);
}

/**
 * The first pass of a transform, whose twiddles are 1, from the caller's order to blocks:
 *
 *     y[j, q] = Σ_{k<4} (−i)^{jk} · x[k, q]
 *
 * For an inverse `exchanged` is not 0, and it does the same to x with re and im exchanged: that is the conjugated sum, outputs 1 and 3
 * the other way round, with re and im exchanged afterwards, which takes other addresses and no other instructions.
 */
// @ts-ignore: decorator
@inline
function firstRadix4<T>(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, exchanged: usize): void {
  const arm1 = exchanged ? yArm * 3 : yArm, arm3 = exchanged ? yArm : yArm * 3;
  const im: usize = exchanged ? <usize>0 - 16 : 16;
  y += exchanged ? <usize>16 : <usize>0;
  for (const end = x + inner; x != end; x += 32, y += 32) {
    const x1 = x + xArm, x2 = x1 + xArm, x3 = x2 + xArm;
    const u1 = v128.load(x1), v1 = v128.load(x1, 16), u3 = v128.load(x3), v3 = v128.load(x3, 16);
    const a1r = even<T>(u1, v1), a1i = odd<T>(u1, v1), a3r = even<T>(u3, v3), a3i = odd<T>(u3, v3);
    const s13r = v128.add<T>(a1r, a3r), s13i = v128.add<T>(a1i, a3i), d13r = v128.sub<T>(a1r, a3r), d13i = v128.sub<T>(a1i, a3i);
    const u0 = v128.load(x), v0 = v128.load(x, 16), u2 = v128.load(x2), v2 = v128.load(x2, 16);
    const a0r = even<T>(u0, v0), a0i = odd<T>(u0, v0), a2r = even<T>(u2, v2), a2i = odd<T>(u2, v2);
    const s02r = v128.add<T>(a0r, a2r), s02i = v128.add<T>(a0i, a2i), d02r = v128.sub<T>(a0r, a2r), d02i = v128.sub<T>(a0i, a2i);
    putApart(y, v128.add<T>(s02r, s13r), v128.add<T>(s02i, s13i), im);
    putApart(y + arm1, v128.add<T>(d02r, d13i), v128.sub<T>(d02i, d13r), im);
    putApart(y + 2 * yArm, v128.sub<T>(s02r, s13r), v128.sub<T>(s02i, s13i), im);
    putApart(y + arm3, v128.sub<T>(d02r, d13i), v128.add<T>(d02i, d13r), im);
  }
}

export function first4_f32(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, exchanged: usize): void {
  firstRadix4<f32>(x, y, inner, xArm, yArm, exchanged);
}
export function first4_f64(x: usize, y: usize, inner: usize, xArm: usize, yArm: usize, exchanged: usize): void {
  firstRadix4<f64>(x, y, inner, xArm, yArm, exchanged);
}

/**
 * pass4 where q is one block, as in the passes near the end of a transform:
 *
 *     y[p, j] = Σ_{k<4} (−i)^{jk} · w[p, k] · x[p, k],     0 ≤ p < P
 *
 * or where p is q and all have the same twiddles, as in the first pass of a real convolution, whose signal's second half is the imaginary part.
 *
 *   reads     x, imaginary parts `gap` bytes behind; w: the three twiddles of each p, as in pass4, or of all if wStep is 0
 *   writes    y, which may be x if the strides are the same
 */
// @ts-ignore: decorator
@inline
function blocksRadix4<T>(x: usize, y: usize, gap: usize, xArm: usize, yArm: usize, P: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  for (; P != 0; P--) {
    butterfly4<T>(x, xArm, y, y + yArm, y + 2 * yArm, y + 3 * yArm, w, gap, Upper.Kept);
    x += xStep, y += yStep, w += wStep;
  }
}

export function pass4_blocks_f32(x: usize, y: usize, gap: usize, xArm: usize, yArm: usize, P: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  blocksRadix4<f32>(x, y, gap, xArm, yArm, P, xStep, yStep, w, wStep);
}
export function pass4_blocks_f64(x: usize, y: usize, gap: usize, xArm: usize, yArm: usize, P: usize, xStep: usize, yStep: usize, w: usize, wStep: usize): void {
  blocksRadix4<f64>(x, y, gap, xArm, yArm, P, xStep, yStep, w, wStep);
}
