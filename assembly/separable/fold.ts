import { madd, splat } from "../simd";

/**
 * Correlation with a kernel that is its own mirror image, or its negative, along the lines of an array: R outputs follow one another down a
 * line, xStep bytes apart, and N lines lie side by side.
 *
 *     y[r, n] = z[r, n] + Σ_{k=0}^{K-1} w[k] · (x[r + last − k, n] ± x[r + k, n]),    0 ≤ r < R, 0 ≤ n < N, − if odd is 1, + if it is 0
 *
 * Taps of equal weight share one multiplication; the middle of an odd number of taps is a pair of itself with half its weight. Four outputs that
 * follow one another share what they load: a step takes one sample from either end, and the others are those of the step before. So a
 * pair is two additions and a multiplication, and hardly a load: bound by the additions, where one that loads both samples ran at two thirds.
 *
 *   reads     x[0 .. R+last-1, 0 .. N-1], rows xStep bytes apart; w[0 .. K-1], last + 1 taps, K pairs     no alignment needed
 *             z[0 .. R-1, 0 .. N-1], rows yStep bytes apart as those of y; sums start from 0 where z is 0
 *   writes    y[0 .. R-1, 0 .. N-1], rows yStep bytes apart                                    must not overlap what is read
 *   rounding  each pair is rounded to T, its product too (not in the relaxed build), and products are added in order k = 0, 1, …
 */
// @ts-ignore: decorator
@inline
function fold<T>(x: usize, xStep: usize, w: usize, K: usize, last: usize, z: usize, y: usize, yStep: usize, R: usize, N: usize, odd: i32): void {
  const wEnd = w + K * sizeof<T>();
  const far = last * xStep;
  const length = N * sizeof<T>();
  // x + ±x̃ is rounded as x ± x̃: one kernel serves both signs
  const sign = sizeof<T>() == 4 ? i32x4.splat(odd << 31) : i64x2.splat(<i64>odd << 63);
  const apart = z - y;
  if (length < 16 || R < 4) {
    for (; R > 0; R--, x += xStep, y += yStep) {
      for (let n: usize = 0; n < length; n += sizeof<T>()) single<T>(x + n, xStep, w, wEnd, far, z == 0 ? 0 : y + n + apart, y + n, sign);
    }
    return;
  }
  // The last vectors and the last rows end flush with the lines, and compute some outputs again.
  const lastRows = (R - 4) * yStep;
  for (let n: usize = 0; ; n = min<usize>(n + 16, length - 16)) {
    let p = x + n, q = y + n;
    const end = q + lastRows;
    while (true) {
      fourRows<T>(p, xStep, w, wEnd, far, z == 0 ? 0 : q + apart, q, yStep, sign);
      if (q == end) break;
      if (q + 4 * yStep <= end) {
        q += 4 * yStep;
        p += 4 * xStep;
      } else {
        q = end;
        p = x + n + (R - 4) * xStep;
      }
    }
    if (n == length - 16) return;
  }
}

/** A vector of each of four rows: l0 … l3 and u0 … u3 are the samples that their pairs have at either end. */
// @ts-ignore: decorator
@inline
function fourRows<T>(x: usize, step: usize, w: usize, wEnd: usize, far: usize, z: usize, y: usize, yStep: usize, sign: v128): void {
  let y0 = v128.splat<T>(<T>0), y1 = y0, y2 = y0, y3 = y0;
  if (z != 0) {
    y0 = v128.load(z);
    y1 = v128.load(z + yStep);
    y2 = v128.load(z + 2 * yStep);
    y3 = v128.load(z + 3 * yStep);
  }
  let upper = x + far;
  let u1 = v128.load(upper + step), u2 = v128.load(upper + 2 * step), u3 = v128.load(upper + 3 * step);
  let l0 = v128.xor(v128.load(x), sign), l1 = v128.xor(v128.load(x + step), sign), l2 = v128.xor(v128.load(x + 2 * step), sign);
  let lower = x + 3 * step;
  for (; w < wEnd; w += sizeof<T>(), lower += step, upper -= step) {
    const wk = splat<T>(w);
    const l3 = v128.xor(v128.load(lower), sign);
    y3 = madd<T>(wk, v128.add<T>(u3, l3), y3);
    y2 = madd<T>(wk, v128.add<T>(u2, l2), y2);
    y1 = madd<T>(wk, v128.add<T>(u1, l1), y1);
    const u0 = v128.load(upper);
    y0 = madd<T>(wk, v128.add<T>(u0, l0), y0);
    u3 = u2;
    u2 = u1;
    u1 = u0;
    l0 = l1;
    l1 = l2;
    l2 = l3;
  }
  v128.store(y, y0);
  v128.store(y + yStep, y1);
  v128.store(y + 2 * yStep, y2);
  v128.store(y + 3 * yStep, y3);
}

/** The same operations on one lane, so that the rounding is the same too. */
// @ts-ignore: decorator
@inline
function single<T>(x: usize, step: usize, w: usize, wEnd: usize, far: usize, z: usize, y: usize, sign: v128): void {
  let sum = z == 0 ? v128.splat<T>(<T>0) : splat<T>(z);
  for (let upper = x + far; w < wEnd; w += sizeof<T>(), x += step, upper -= step) {
    sum = madd<T>(splat<T>(w), v128.add<T>(splat<T>(upper), v128.xor(splat<T>(x), sign)), sum);
  }
  store<T>(y, v128.extract_lane<T>(sum, 0));
}

export function fold_f32(x: usize, xStep: usize, w: usize, K: usize, last: usize, z: usize, y: usize, yStep: usize, R: usize, N: usize, odd: i32): void {
  fold<f32>(x, xStep, w, K, last, z, y, yStep, R, N, odd);
}

export function fold_f64(x: usize, xStep: usize, w: usize, K: usize, last: usize, z: usize, y: usize, yStep: usize, R: usize, N: usize, odd: i32): void {
  fold<f64>(x, xStep, w, K, last, z, y, yStep, R, N, odd);
}
