import { madd, splat } from "../simd";

/**
 * Correlation of rows with a kernel that is its own mirror image, or its negative:
 *
 *     y[n] = Σ_{k=0}^{K-1} w[k] · (x[n + a[k]] ± x[n + b[k]]),    0 ≤ n < N, for each of R rows
 *
 * Taps of equal weight share one multiplication. The table of offsets makes one loop serve rows, columns, channels and planes, as in
 * direct/correlate.ts; a middle tap is a pair of itself with half its weight. With a minus for ±, equal offsets make no tap.
 *
 *   reads     x[n + a[k]], x[n + b[k]] of rows xPitch bytes apart; offset = a[0], b[0], a[1], … (i32, bytes); w[0 .. K-1]     no alignment needed
 *   writes    y[0 .. N-1] of rows yPitch bytes apart                                                          must not overlap what is read
 *   rounding  each pair is rounded to T, its product too (not in the relaxed build), and products are added in order k = 0, 1, …
 */
// @ts-ignore: decorator
@inline
function fold<T>(x: usize, xPitch: usize, offset: usize, w: usize, y: usize, yPitch: usize, R: usize, N: usize, K: usize, odd: bool): void {
  const length = N * sizeof<T>();
  const wEnd = w + K * sizeof<T>();
  for (; R > 0; R--, x += xPitch, y += yPitch) {
    const end = y + length;
    let p = x, q = y;
    // The last block ends flush with the row and computes some outputs again.
    if (length >= 64) {
      while (true) {
        fourVectors<T>(p, offset, w, wEnd, q, odd);
        if (q == end - 64) break;
        const step = min<usize>(64, end - 64 - q);
        p += step;
        q += step;
      }
    } else if (length >= 16) {
      while (true) {
        oneVector<T>(p, offset, w, wEnd, q, odd);
        if (q == end - 16) break;
        const step = min<usize>(16, end - 16 - q);
        p += step;
        q += step;
      }
    } else {
      for (; q < end; q += sizeof<T>(), p += sizeof<T>()) oneSample<T>(p, offset, w, wEnd, q, odd);
    }
  }
}

// @ts-ignore: decorator
@inline
function join<T>(a: v128, b: v128, odd: bool): v128 {
  return odd ? v128.sub<T>(a, b) : v128.add<T>(a, b);
}

/**
 * Four sums in flight, for which eight vectors are loaded; with seven and fourteen V8 spills (13 against 21 billion taps a second on Node 20).
 */
// @ts-ignore: decorator
@inline
function fourVectors<T>(x: usize, offset: usize, w: usize, wEnd: usize, y: usize, odd: bool): void {
  let y0 = v128.splat<T>(<T>0), y1 = y0, y2 = y0, y3 = y0;
  for (; w < wEnd; w += sizeof<T>(), offset += 8) {
    const a = x + <usize>load<i32>(offset), b = x + <usize>load<i32>(offset, 4);
    const wk = splat<T>(w);
    y0 = madd<T>(wk, join<T>(v128.load(a, 0), v128.load(b, 0), odd), y0);
    y1 = madd<T>(wk, join<T>(v128.load(a, 16), v128.load(b, 16), odd), y1);
    y2 = madd<T>(wk, join<T>(v128.load(a, 32), v128.load(b, 32), odd), y2);
    y3 = madd<T>(wk, join<T>(v128.load(a, 48), v128.load(b, 48), odd), y3);
  }
  v128.store(y, y0, 0);
  v128.store(y, y1, 16);
  v128.store(y, y2, 32);
  v128.store(y, y3, 48);
}

// @ts-ignore: decorator
@inline
function oneVector<T>(x: usize, offset: usize, w: usize, wEnd: usize, y: usize, odd: bool): void {
  let sum = v128.splat<T>(<T>0);
  for (; w < wEnd; w += sizeof<T>(), offset += 8) {
    const a = v128.load(x + <usize>load<i32>(offset)), b = v128.load(x + <usize>load<i32>(offset, 4));
    sum = madd<T>(splat<T>(w), join<T>(a, b, odd), sum);
  }
  v128.store(y, sum);
}

/** The same operations on one lane, so that the rounding is the same too. */
// @ts-ignore: decorator
@inline
function oneSample<T>(x: usize, offset: usize, w: usize, wEnd: usize, y: usize, odd: bool): void {
  let sum = v128.splat<T>(<T>0);
  for (; w < wEnd; w += sizeof<T>(), offset += 8) {
    const a = splat<T>(x + <usize>load<i32>(offset)), b = splat<T>(x + <usize>load<i32>(offset, 4));
    sum = madd<T>(splat<T>(w), join<T>(a, b, odd), sum);
  }
  store<T>(y, v128.extract_lane<T>(sum, 0));
}

export function fold_even_f32(x: usize, xPitch: usize, offset: usize, w: usize, y: usize, yPitch: usize, R: usize, N: usize, K: usize): void {
  fold<f32>(x, xPitch, offset, w, y, yPitch, R, N, K, false);
}

export function fold_even_f64(x: usize, xPitch: usize, offset: usize, w: usize, y: usize, yPitch: usize, R: usize, N: usize, K: usize): void {
  fold<f64>(x, xPitch, offset, w, y, yPitch, R, N, K, false);
}

export function fold_odd_f32(x: usize, xPitch: usize, offset: usize, w: usize, y: usize, yPitch: usize, R: usize, N: usize, K: usize): void {
  fold<f32>(x, xPitch, offset, w, y, yPitch, R, N, K, true);
}

export function fold_odd_f64(x: usize, xPitch: usize, offset: usize, w: usize, y: usize, yPitch: usize, R: usize, N: usize, K: usize): void {
  fold<f64>(x, xPitch, offset, w, y, yPitch, R, N, K, true);
}
