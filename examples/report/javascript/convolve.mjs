/** The direct sums in plain JavaScript: the benchmark's register-blocked loops, the fastest known there. They write into `out`, or into a new array. */
import { convolveBlocked } from "../../../bench/javascript/convolve1d.mjs";
import { correlate2dBlocked } from "../../../bench/javascript/correlate2d.mjs";

/** y[n] = Σ_k h[k] · x[n − k], in x's type. */
export function convolve(x, h, mode, out) {
  const [start, length] = {
    full: [0, x.length + h.length - 1],
    same: [(h.length - 1) >> 1, x.length],
    valid: [h.length - 1, x.length - h.length + 1],
  }[mode];
  const y = out ?? new x.constructor(length);
  convolveBlocked(x, h, y, start);
  return y;
}

/** Σ_k Σ_l w[k, l] · x[i + k, j + l] for each place where a square w fits, for arrays { data, shape }. */
export function correlate2dValid(x, w, out) {
  const [H, W] = x.shape;
  const [k] = w.shape;
  const y = out ?? new x.data.constructor((H - k + 1) * (W - k + 1));
  correlate2dBlocked(x.data, H, W, w.data, k, y);
  return y;
}

/** The same with the kernel flipped. */
export function convolve2dValid(x, h, out) {
  return correlate2dValid(x, { data: h.data.slice().reverse(), shape: h.shape }, out);
}
