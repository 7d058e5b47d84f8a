/**
 * Sums, or means, of windows of K samples along the lines of an array: R outputs follow one another down a line, xStep bytes apart, and N lines lie side by side.
 *
 *     y[r, n] = (Σ_{k=0}^{K-1} x[r + k, n]) / divisor,    0 ≤ r < R, 0 ≤ n < N
 *
 * Nothing is ever subtracted (van Herk): the windows of up to K outputs that follow one another all hold the last sample of the first one, and are a sum that ends with
 * it and one that begins behind it. So the cost of an output does not depend on K, and a large value or NaN touches only its own windows.
 *
 *   reads     x[0 .. R+K-2, 0 .. N-1], rows xStep bytes apart     no alignment needed
 *   writes    y[0 .. R-1, 0 .. N-1], rows yStep bytes apart       must not overlap x
 *   rounding  both sums are in f64, sample by sample; the first is kept as T, their sum divided in f64, and rounded to T
 */
// @ts-ignore: decorator
@inline
function windows<T>(x: usize, xStep: usize, K: usize, divisor: f64, y: usize, yStep: usize, R: usize, N: usize): void {
  const length = N * sizeof<T>();
  while (R > 0) {
    const B = min<usize>(R, K);
    // The last vectors end flush with the lines, and compute some outputs again.
    if (length >= 16) for (let n: usize = 0; ; n = min<usize>(n + 16, length - 16)) {
      fourLines<T>(x + n, xStep, K, divisor, y + n, yStep, B);
      if (n == length - 16) break;
    } else for (let n: usize = 0; n < length; n += sizeof<T>()) oneLine<T>(x + n, xStep, K, divisor, y + n, yStep, B);
    x += B * xStep;
    y += B * yStep;
    R -= B;
  }
}

/** A vector of lines: four of f32, two of f64. */
// @ts-ignore: decorator
@inline
function fourLines<T>(x: usize, xStep: usize, K: usize, divisor: f64, y: usize, yStep: usize, B: usize): void {
  let low = f64x2.splat(0), high = low;
  let p = x + K * xStep;
  for (const first = x + B * xStep; p > first; ) {
    p -= xStep;
    const v = v128.load(p);
    low = f64x2.add(low, lower<T>(v));
    if (sizeof<T>() == 4) high = f64x2.add(high, upper(v));
  }
  for (let q = y + B * yStep; p > x; ) {
    p -= xStep;
    q -= yStep;
    const v = v128.load(p);
    low = f64x2.add(low, lower<T>(v));
    if (sizeof<T>() == 4) high = f64x2.add(high, upper(v));
    v128.store(q, rounded<T>(low, high));
  }
  const by = f64x2.splat(divisor);
  low = f64x2.splat(0);
  high = low;
  p = x + K * xStep;
  for (let q = y, end = y + B * yStep; ; ) {
    const s = v128.load(q);
    v128.store(q, rounded<T>(f64x2.div(f64x2.add(lower<T>(s), low), by), sizeof<T>() == 4 ? f64x2.div(f64x2.add(upper(s), high), by) : high));
    q += yStep;
    if (q == end) return;
    const v = v128.load(p);
    low = f64x2.add(low, lower<T>(v));
    if (sizeof<T>() == 4) high = f64x2.add(high, upper(v));
    p += xStep;
  }
}

// @ts-ignore: decorator
@inline
function oneLine<T>(x: usize, xStep: usize, K: usize, divisor: f64, y: usize, yStep: usize, B: usize): void {
  let sum: f64 = 0;
  let p = x + K * xStep;
  for (const first = x + B * xStep; p > first; ) {
    p -= xStep;
    sum += <f64>load<T>(p);
  }
  for (let q = y + B * yStep; p > x; ) {
    p -= xStep;
    q -= yStep;
    sum += <f64>load<T>(p);
    store<T>(q, <T>sum);
  }
  sum = 0;
  p = x + K * xStep;
  for (let q = y, end = y + B * yStep; ; ) {
    store<T>(q, <T>((<f64>load<T>(q) + sum) / divisor));
    q += yStep;
    if (q == end) return;
    sum += <f64>load<T>(p);
    p += xStep;
  }
}

// @ts-ignore: decorator
@inline
function lower<T>(v: v128): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v) : v;
}

// @ts-ignore: decorator
@inline
function upper(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
}

// @ts-ignore: decorator
@inline
function rounded<T>(low: v128, high: v128): v128 {
  if (sizeof<T>() == 8) return low;
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

export function windows_f32(x: usize, xStep: usize, K: usize, divisor: f64, y: usize, yStep: usize, R: usize, N: usize): void {
  windows<f32>(x, xStep, K, divisor, y, yStep, R, N);
}

export function windows_f64(x: usize, xStep: usize, K: usize, divisor: f64, y: usize, yStep: usize, R: usize, N: usize): void {
  windows<f64>(x, xStep, K, divisor, y, yStep, R, N);
}
