import { two } from "../layout/total";

/**
 * Weights of 3×3 taps for the tiles of F(4×4, 3×3), u = G w Gᵀ, and what the transforms' gradient gives the weights, w = Gᵀ u G, with
 *
 *         ⎡  1/4     0     0  ⎤
 *         ⎢ −1/6  −1/6  −1/6 ⎥
 *     G = ⎢ −1/6   1/6  −1/6 ⎥
 *         ⎢ 1/24  1/12   1/6 ⎥
 *         ⎢ 1/24 −1/12   1/6 ⎥
 *         ⎣   0     0     1   ⎦
 *
 * Vectors hold neighbouring weights of one tap. Both are summed in double precision and rounded once, since all that comes after multiplies their error.
 */

/**
 * u[f, n] = (G w[·, n] Gᵀ)[f].
 *
 *   reads     w, 9 taps `tapPitch` bytes apart, N numbers each, N even
 *   writes    u, 36 frequencies `fPitch` bytes apart, N numbers each; 18 vectors of scratch
 */
// @ts-ignore: decorator
@inline
function weightTransforms<T>(w: usize, tapPitch: usize, u: usize, fPitch: usize, scratch: usize, N: usize): void {
  for (; N > 0; N -= 2, w += 2 * sizeof<T>(), u += 2 * sizeof<T>()) {
    for (let v: usize = 0; v < 3; v++) {
      const p = w + v * tapPitch;
      spread<f64>(two<T>(p), two<T>(p + 3 * tapPitch), two<T>(p + 6 * tapPitch), scratch + 16 * v, 48);
    }
    let y = u;
    for (let row = scratch; row < scratch + 288; row += 48, y += 6 * fPitch) spread<T>(v128.load(row), v128.load(row, 16), v128.load(row, 32), y, fPitch);
  }
}

/**
 * w[·, n] = Gᵀ u[·, n] G.
 *
 *   reads     u, 36 frequencies `fPitch` bytes apart, N numbers each, N even
 *   writes    w, 9 taps `tapPitch` bytes apart, N numbers each; 18 vectors of scratch
 */
// @ts-ignore: decorator
@inline
function weightGradients<T>(u: usize, fPitch: usize, w: usize, tapPitch: usize, scratch: usize, N: usize): void {
  for (; N > 0; N -= 2, w += 2 * sizeof<T>(), u += 2 * sizeof<T>()) {
    let p = u;
    for (let column = scratch; column < scratch + 96; column += 16, p += fPitch) gather<T, f64>(p, 6 * fPitch, column, 96);
    let y = w;
    for (let row = scratch; row < scratch + 288; row += 96, y += 3 * tapPitch) gather<f64, T>(row, 16, y, tapPitch);
  }
}

/** Six numbers G · (a, b, c), `pitch` bytes apart: beside the first and the last the sum and the difference of an even and an odd part for each of the points 1 and 2. */
function spread<T>(a: v128, b: v128, c: v128, y: usize, pitch: usize): void {
  keep<T>(y, f64x2.mul(a, f64x2.splat(1.0 / 4.0)));
  for (let p = 1.0, factor = -1.0 / 6.0; p <= 2; p++, factor = 1.0 / 24.0) {
    const even = f64x2.mul(f64x2.splat(factor), f64x2.add(a, f64x2.mul(f64x2.splat(p * p), c))), odd = f64x2.mul(f64x2.splat(factor * p), b);
    y += pitch;
    keep<T>(y, f64x2.add(even, odd));
    y += pitch;
    keep<T>(y, f64x2.sub(even, odd));
  }
  keep<T>(y + pitch, c);
}

/** Three numbers Gᵀ · u of six `from` bytes apart, `to` bytes apart. */
function gather<From, To>(u: usize, from: usize, y: usize, to: usize): void {
  const u1 = two<From>(u + from), u2 = two<From>(u + 2 * from), u3 = two<From>(u + 3 * from), u4 = two<From>(u + 4 * from);
  const near = f64x2.mul(f64x2.add(u1, u2), f64x2.splat(1.0 / 6.0)), far = f64x2.add(u3, u4);
  keep<To>(y, f64x2.add(f64x2.sub(f64x2.mul(two<From>(u), f64x2.splat(1.0 / 4.0)), near), f64x2.mul(far, f64x2.splat(1.0 / 24.0))));
  keep<To>(y + to, f64x2.add(f64x2.mul(f64x2.sub(u2, u1), f64x2.splat(1.0 / 6.0)), f64x2.mul(f64x2.sub(u3, u4), f64x2.splat(1.0 / 12.0))));
  keep<To>(y + 2 * to, f64x2.add(f64x2.sub(f64x2.mul(far, f64x2.splat(1.0 / 6.0)), near), two<From>(u + 5 * from)));
}

/** Writes two doubles as two neighbouring numbers. */
// @ts-ignore: decorator
@inline
function keep<T>(p: usize, value: v128): void {
  if (sizeof<T>() == 4) v128.store64_lane(p, f32x4.demote_f64x2_zero(value), 0);
  else v128.store(p, value);
}

export function winograd_weights_f32(w: usize, tapPitch: usize, u: usize, fPitch: usize, scratch: usize, N: usize): void { weightTransforms<f32>(w, tapPitch, u, fPitch, scratch, N); }
export function winograd_weights_f64(w: usize, tapPitch: usize, u: usize, fPitch: usize, scratch: usize, N: usize): void { weightTransforms<f64>(w, tapPitch, u, fPitch, scratch, N); }
export function winograd_weights_back_f32(u: usize, fPitch: usize, w: usize, tapPitch: usize, scratch: usize, N: usize): void { weightGradients<f32>(u, fPitch, w, tapPitch, scratch, N); }
export function winograd_weights_back_f64(u: usize, fPitch: usize, w: usize, tapPitch: usize, scratch: usize, N: usize): void { weightGradients<f64>(u, fPitch, w, tapPitch, scratch, N); }
