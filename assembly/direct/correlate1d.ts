import { madd } from "../simd";

/**
 * Valid cross-correlation of a row with at most 256 taps, on top of what the
 * row of results already holds:
 *
 *     y[n] = (y[n] +) Σ_{k=0}^{K-1} w[k] · x[n + k],    0 ≤ n < N
 *
 *   reads     x[0 .. N+K-2], w[0 .. K-1], and y if it adds     contiguous, no alignment needed
 *   writes    y[0 .. N-1]                                      must not overlap x or w
 *   rounding  each sum adds its K products in order k = 0, 1, …, and is then
 *             added to y: longer kernels are called in blocks of 256 taps, so
 *             that the error of a sum does not grow with K
 */
// @ts-ignore: decorator
@inline
function correlate1d<T>(x: usize, w: usize, y: usize, N: usize, K: usize, add: bool): void {
  const wEnd = w + K * sizeof<T>();
  const yEnd = y + N * sizeof<T>();

  // Seven vectors of outputs at a time: seven independent sums hide the latency
  // of the addition, and with the tap and one sample they stay in registers.
  for (; y + 112 <= yEnd; y += 112, x += 112) {
    let y0 = v128.splat<T>(<T>0), y1 = y0, y2 = y0, y3 = y0, y4 = y0, y5 = y0, y6 = y0;
    for (let p = w, q = x; p < wEnd; p += sizeof<T>(), q += sizeof<T>()) {
      const wk = splat<T>(p);
      y0 = madd<T>(wk, v128.load(q, 0), y0);
      y1 = madd<T>(wk, v128.load(q, 16), y1);
      y2 = madd<T>(wk, v128.load(q, 32), y2);
      y3 = madd<T>(wk, v128.load(q, 48), y3);
      y4 = madd<T>(wk, v128.load(q, 64), y4);
      y5 = madd<T>(wk, v128.load(q, 80), y5);
      y6 = madd<T>(wk, v128.load(q, 96), y6);
    }
    if (add) {
      y0 = v128.add<T>(v128.load(y, 0), y0);
      y1 = v128.add<T>(v128.load(y, 16), y1);
      y2 = v128.add<T>(v128.load(y, 32), y2);
      y3 = v128.add<T>(v128.load(y, 48), y3);
      y4 = v128.add<T>(v128.load(y, 64), y4);
      y5 = v128.add<T>(v128.load(y, 80), y5);
      y6 = v128.add<T>(v128.load(y, 96), y6);
    }
    v128.store(y, y0, 0);
    v128.store(y, y1, 16);
    v128.store(y, y2, 32);
    v128.store(y, y3, 48);
    v128.store(y, y4, 64);
    v128.store(y, y5, 80);
    v128.store(y, y6, 96);
  }
  for (; y + 16 <= yEnd; y += 16, x += 16) {
    let sum = v128.splat<T>(<T>0);
    for (let p = w, q = x; p < wEnd; p += sizeof<T>(), q += sizeof<T>()) {
      sum = madd<T>(splat<T>(p), v128.load(q), sum);
    }
    v128.store(y, add ? v128.add<T>(v128.load(y), sum) : sum);
  }
  // Fewer samples than a vector remain: the same operations on one lane.
  for (; y < yEnd; y += sizeof<T>(), x += sizeof<T>()) {
    let sum = v128.splat<T>(<T>0);
    for (let p = w, q = x; p < wEnd; p += sizeof<T>(), q += sizeof<T>()) {
      sum = madd<T>(splat<T>(p), splat<T>(q), sum);
    }
    const lane = v128.extract_lane<T>(sum, 0);
    store<T>(y, add ? load<T>(y) + lane : lane);
  }
}

// @ts-ignore: decorator
@inline
function splat<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(p) : v128.load64_splat(p);
}

export function correlate1d_f32(x: usize, w: usize, y: usize, N: usize, K: usize): void {
  correlate1d<f32>(x, w, y, N, K, false);
}

export function correlate1d_f64(x: usize, w: usize, y: usize, N: usize, K: usize): void {
  correlate1d<f64>(x, w, y, N, K, false);
}

export function correlate1d_add_f32(x: usize, w: usize, y: usize, N: usize, K: usize): void {
  correlate1d<f32>(x, w, y, N, K, true);
}

export function correlate1d_add_f64(x: usize, w: usize, y: usize, N: usize, K: usize): void {
  correlate1d<f64>(x, w, y, N, K, true);
}
