/**
 * Sums over boxes at a cost that does not depend on their size. Integers run: a row enters the sums of columns, one leaves, and a sum along a row is the
 * difference of two sums from its beginning on; all in i32, where what overflows on the way comes back. Floats are never subtracted: sums from a block's
 * beginning and to its end (van Herk) make up any window of the block's length, so that a large value or NaN touches only its own windows.
 */

/** y[n] ← x[n] − y[n], i32; reads x[0 .. N-1] of T. Of −Σ it makes Σ with x, and of Σ with x −Σ without it: rows enter and leave by one kernel. */
// @ts-ignore: decorator
@inline
function turn<T>(x: usize, y: usize, N: usize): void {
  const end = y + (N << 2);
  for (; y + 32 <= end; y += 32, x += 8 * sizeof<T>()) {
    const eight = sizeof<T>() == 1 ? v128.load8x8_u(x) : v128.load(x);
    const low = isSigned<T>() ? i32x4.extend_low_i16x8_s(eight) : i32x4.extend_low_i16x8_u(eight);
    const high = isSigned<T>() ? i32x4.extend_high_i16x8_s(eight) : i32x4.extend_high_i16x8_u(eight);
    v128.store(y, i32x4.sub(low, v128.load(y)));
    v128.store(y, i32x4.sub(high, v128.load(y, 16)), 16);
  }
  for (; y < end; y += 4, x += sizeof<T>()) store<i32>(y, <i32>load<T>(x) - load<i32>(y));
}

export function turn_u8(x: usize, y: usize, N: usize): void {
  turn<u8>(x, y, N);
}

export function turn_u16(x: usize, y: usize, N: usize): void {
  turn<u16>(x, y, N);
}

export function turn_i16(x: usize, y: usize, N: usize): void {
  turn<i16>(x, y, N);
}

/** y[n] = Σ_{m < n, m ≡ n mod C} x[m] for n = 0 … N + C − 1: sums from the beginning of N interleaved samples of C channels on, i32. */
export function prefix_i32(x: usize, y: usize, N: i32, C: i32): void {
  const step = <usize>C << 2;
  const end = x + (<usize>N << 2);
  for (let c = 0; c < C; c++) {
    let sum: i32 = 0;
    let p = x + (<usize>c << 2), q = y + (<usize>c << 2);
    for (; p < end; p += step, q += step) {
      store<i32>(q, sum);
      sum += load<i32>(p);
    }
    store<i32>(q, sum);
  }
}

/**
 * Means of windows from sums from the beginning on: y[n] = nearest((x[n + lag] − x[n]) / count), half to even, for means that T holds.
 *
 *   rounding  exact: a quotient in f32 is at most one off, which the remainder tells
 */
// @ts-ignore: decorator
@inline
function means<T>(x: usize, y: usize, N: usize, lag: usize, count: i32): void {
  const end = y + N * sizeof<T>();
  const far = lag << 2;
  const scale = f32x4.splat(1 / <f32>count), divisor = i32x4.splat(count);
  for (; y + 8 * sizeof<T>() <= end; y += 8 * sizeof<T>(), x += 32) {
    const low = quotients(i32x4.sub(v128.load(x + far), v128.load(x)), scale, divisor);
    const high = quotients(i32x4.sub(v128.load(x + far, 16), v128.load(x, 16)), scale, divisor);
    const eight = i16x8.shuffle(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
    if (sizeof<T>() == 1) v128.store64_lane(y, i8x16.narrow_i16x8_u(eight, eight), 0);
    else v128.store(y, eight);
  }
  for (; y < end; y += sizeof<T>(), x += 4) {
    store<T>(y, <T>i32x4.extract_lane(quotients(i32x4.sub(v128.load32_splat(x + far), v128.load32_splat(x)), scale, divisor), 0));
  }
}

export function means_u8(x: usize, y: usize, N: usize, lag: usize, count: i32): void {
  means<u8>(x, y, N, lag, count);
}

/** Of signed integers too, whose bits are the same. */
export function means_u16(x: usize, y: usize, N: usize, lag: usize, count: i32): void {
  means<u16>(x, y, N, lag, count);
}

/** nearest(x / n), half to even, of |x| < 2^31 with quotients below 2^22. */
// @ts-ignore: decorator
@inline
function quotients(x: v128, scale: v128, n: v128): v128 {
  const first = f32x4.mul(f32x4.convert_i32x4_s(x), scale);
  // what is added to 1.5 · 2^23 is rounded to an integer, and its bits count up from this number's
  const q = i32x4.sub(f32x4.add(first, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
  const twice = i32x4.shl(i32x4.sub(x, i32x4.mul(q, n)), 1);
  const odd = v128.and(q, i32x4.splat(1));
  const up = i32x4.gt_s(i32x4.add(twice, odd), n);
  const down = i32x4.lt_s(i32x4.sub(twice, odd), i32x4.neg(n));
  return i32x4.add(i32x4.sub(q, up), down);
}

/** y[n] = (x[n + lag] − x[n]) / count as f64. */
export function means_f64(x: usize, y: usize, N: usize, lag: usize, count: f64): void {
  const far = lag << 2;
  for (const end = y + (N << 3); y < end; y += 8, x += 4) store<f64>(y, <f64>(load<i32>(x + far) - load<i32>(x)) / count);
}

/** y[n] = a[n] + b[n]; y may be a or b. */
export function sum_f64(a: usize, b: usize, y: usize, N: usize): void {
  const end = y + (N << 3);
  for (; y + 16 <= end; y += 16, a += 16, b += 16) v128.store(y, f64x2.add(v128.load(a), v128.load(b)));
  if (y < end) store<f64>(y, load<f64>(a) + load<f64>(b));
}

/** y[n] ← y[n]² */
export function square_f64(y: usize, N: usize): void {
  for (const end = y + (N << 3); y < end; y += 8) store<f64>(y, load<f64>(y) * load<f64>(y));
}

/**
 * Means of windows of K pixels along a row of C interleaved channels:
 *
 *     y[n] = (Σ_{k=0}^{K-1} x[n + k·C]) / count,    0 ≤ n < N, a multiple of C
 *
 *   reads     x[0 .. N + (K−1)·C − 1]
 *   writes    y[0 .. N-1]; ends[0 .. N + (K−1)·C − 1], sums from each sample to the end of its block of K pixels
 *   rounding  sums in f64 from a block's beginning and to the end of the one before, added
 */
export function box_f64(x: usize, y: usize, ends: usize, N: usize, K: usize, C: usize, count: f64): void {
  const step = C << 3;
  const block = K * step;
  const back = block - step;
  for (let c: usize = 0; c < step; c += 8) {
    const first = x + c;
    const last = x + (N << 3) + back;
    const toEnds = ends - x;
    const toY = y - x - back;
    for (let from = first; from < last; from += block) {
      const end = min<usize>(from + block, last + c);
      let sum: f64 = 0;
      for (let p = end - step; p >= from; p -= step) store<f64>(p + toEnds, (sum += load<f64>(p)));
    }
    for (let from = first; from < last; from += block) {
      const end = min<usize>(from + block, last + c);
      let sum: f64 = 0;
      for (let p = from; p < end; p += step) {
        sum += load<f64>(p);
        if (p == from + back) store<f64>(p + toY, sum / count);
        else if (p >= first + back) store<f64>(p + toY, (load<f64>(p - back + toEnds) + sum) / count);
      }
    }
  }
}
