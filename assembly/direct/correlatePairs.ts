import { madd, splat } from "../simd";

/** How far apart the vectors of a run are, as types, whose sizes are constants to the compiler: side by side, or every other one. */
@unmanaged class Adjacent { low: u64; high: u64; }
@unmanaged class Alternate { low: u64; high: u64; otherLow: u64; otherHigh: u64; }

/**
 * Correlation of two runs at once whose windows overlap, so that each sample that is loaded meets a tap of both:
 *
 *     y[n]        = Σ_{p<P} Σ_{k<K} w[p,k] · x[n + offset[p,k]]
 *     y[n + step] = Σ_{p<P} Σ_{k<K} w[p,k] · x[n + offset[p,k+lag]]
 *
 * On one axis the runs are every other vector of a row, and a lag of one vector; on more they are neighbouring rows, and a lag of one row of
 * taps. A loop that loads a sample for each product is bound by the loads: this one ran at 59 where that ran at 44 GFLOP/s (63 taps, Node 20).
 *
 *   reads     x[n + offset[p,k]], offset[p,0 .. K+lag-1] (i32, bytes), w[p,0 .. K-1]; lag ≤ K, P·K ≤ 256
 *   writes    N outputs in all on one axis, N in each of two rows on more
 *   rounding  products are added in order p, k: bit for bit what correlate gives
 */
// @ts-ignore: decorator
@inline
function tile<T, Vectors>(x: usize, offset: usize, w: usize, y: usize, yStep: usize, K: usize, lag: usize, P: usize): void {
  let a0 = v128.splat<T>(<T>0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  const back = lag * sizeof<T>();
  for (; P > 0; P--) {
    const end = w + K * sizeof<T>();
    // The first run alone: the second one's window has not begun.
    for (const both = w + back; w < both; w += sizeof<T>(), offset += 4) {
      const q = x + <usize>load<i32>(offset);
      const wk = splat<T>(w);
      a0 = madd<T>(wk, v128.load(q), a0);
      a1 = madd<T>(wk, v128.load(q, offsetof<Vectors>()), a1);
      a2 = madd<T>(wk, v128.load(q, 2 * offsetof<Vectors>()), a2);
      a3 = madd<T>(wk, v128.load(q, 3 * offsetof<Vectors>()), a3);
    }
    for (; w < end; w += sizeof<T>(), offset += 4) {
      const q = x + <usize>load<i32>(offset);
      const wa = splat<T>(w), wb = splat<T>(w - back);
      let v = v128.load(q);
      a0 = madd<T>(wa, v, a0);
      b0 = madd<T>(wb, v, b0);
      v = v128.load(q, offsetof<Vectors>());
      a1 = madd<T>(wa, v, a1);
      b1 = madd<T>(wb, v, b1);
      v = v128.load(q, 2 * offsetof<Vectors>());
      a2 = madd<T>(wa, v, a2);
      b2 = madd<T>(wb, v, b2);
      v = v128.load(q, 3 * offsetof<Vectors>());
      a3 = madd<T>(wa, v, a3);
      b3 = madd<T>(wb, v, b3);
    }
    // The second run alone: the first one's window has ended.
    for (w -= back; w < end; w += sizeof<T>(), offset += 4) {
      const q = x + <usize>load<i32>(offset);
      const wk = splat<T>(w);
      b0 = madd<T>(wk, v128.load(q), b0);
      b1 = madd<T>(wk, v128.load(q, offsetof<Vectors>()), b1);
      b2 = madd<T>(wk, v128.load(q, 2 * offsetof<Vectors>()), b2);
      b3 = madd<T>(wk, v128.load(q, 3 * offsetof<Vectors>()), b3);
    }
  }
  v128.store(y, a0);
  v128.store(y, a1, offsetof<Vectors>());
  v128.store(y, a2, 2 * offsetof<Vectors>());
  v128.store(y, a3, 3 * offsetof<Vectors>());
  y += yStep;
  v128.store(y, b0);
  v128.store(y, b1, offsetof<Vectors>());
  v128.store(y, b2, 2 * offsetof<Vectors>());
  v128.store(y, b3, 3 * offsetof<Vectors>());
}

/** A row of N ≥ 8 vectors of outputs; the last tile ends flush with it and computes some again. */
// @ts-ignore: decorator
@inline
function row<T>(x: usize, offset: usize, w: usize, y: usize, N: usize, K: usize, P: usize): void {
  const last = y + N * sizeof<T>() - 128;
  while (true) {
    tile<T, Alternate>(x, offset, w, y, 16, K, 16 / sizeof<T>(), P);
    if (y == last) return;
    const step = min<usize>(128, last - y);
    x += step;
    y += step;
  }
}

/** Two rows of N ≥ 4 vectors of outputs each, yStep bytes apart; `lag` taps are a row of the kernel. */
// @ts-ignore: decorator
@inline
function rows<T>(x: usize, offset: usize, w: usize, y: usize, yStep: usize, N: usize, K: usize, lag: usize, P: usize): void {
  const last = y + N * sizeof<T>() - 64;
  while (true) {
    tile<T, Adjacent>(x, offset, w, y, yStep, K, lag, P);
    if (y == last) return;
    const step = min<usize>(64, last - y);
    x += step;
    y += step;
  }
}

export function correlate_row_f32(x: usize, offset: usize, w: usize, y: usize, N: usize, K: usize, P: usize): void {
  row<f32>(x, offset, w, y, N, K, P);
}

export function correlate_row_f64(x: usize, offset: usize, w: usize, y: usize, N: usize, K: usize, P: usize): void {
  row<f64>(x, offset, w, y, N, K, P);
}

export function correlate_rows_f32(x: usize, offset: usize, w: usize, y: usize, yStep: usize, N: usize, K: usize, lag: usize, P: usize): void {
  rows<f32>(x, offset, w, y, yStep, N, K, lag, P);
}

export function correlate_rows_f64(x: usize, offset: usize, w: usize, y: usize, yStep: usize, N: usize, K: usize, lag: usize, P: usize): void {
  rows<f64>(x, offset, w, y, yStep, N, K, lag, P);
}
