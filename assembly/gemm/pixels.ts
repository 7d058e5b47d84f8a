import { madd, splat } from "../simd";

/**
 * Sums over channels where pixels are neighbours, delivered to planes of outputs:
 *
 *     y[o][p] = clamp((y[o][p] +) Σ_{k<K} w[o][k] · x[k][p] + bias[o]),    0 ≤ o < O, 0 ≤ p < 8·P (f64: 4·P)
 *
 * Four outputs by two vectors of pixels, which are read where they lie and written where they go: with panels laid out before and
 * results delivered after it, 64→128 at 56×56 took a fifth longer.
 *
 *   reads     x, panels of 32 bytes `xPanel` bytes apart, rows `xRow` bytes apart; w, panels of 32 bytes of neighbouring outputs, `wPanel` bytes apart, rows of 32 bytes; bias
 *   writes    y, rows `yRow` bytes apart; must not overlap what else is read
 *   rounding  products are added in order; their sum is added to y if `add` is not 0; then the bias, between low and high; NaN stays
 */
// @ts-ignore: decorator
@inline
function mixPixels<T>(x: usize, xPanel: usize, xRow: usize, K: usize, w: usize, wPanel: usize, bias: usize, y: usize, yRow: usize, O: usize, P: usize, add: i32, low: T, high: T): void {
  const size: usize = sizeof<T>();
  const least = v128.splat<T>(low), most = v128.splat<T>(high);
  for (let o: usize = 0; o < O; o += 4, y += 4 * yRow, bias += 4 * size) {
    const weights = w + (o * size >> 5) * wPanel + (o * size & 31);
    // The first row takes the place of those that there are not, and is written last.
    const d1 = o + 1 < O ? yRow : 0, d2 = o + 2 < O ? 2 * yRow : 0, d3 = o + 3 < O ? 3 * yRow : 0;
    for (let p: usize = 0, to = y; p < P; p++, to += 32) {
      let s00 = v128.splat<T>(<T>0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      let from = x + p * xPanel;
      let q = weights;
      for (const end = q + K * 32; q < end; q += 32, from += xRow) {
        const b0 = v128.load(from), b1 = v128.load(from, 16);
        const a0 = splat<T>(q);
        s00 = madd<T>(a0, b0, s00);
        s01 = madd<T>(a0, b1, s01);
        const a1 = splat<T>(q + size);
        s10 = madd<T>(a1, b0, s10);
        s11 = madd<T>(a1, b1, s11);
        const a2 = splat<T>(q + 2 * size);
        s20 = madd<T>(a2, b0, s20);
        s21 = madd<T>(a2, b1, s21);
        const a3 = splat<T>(q + 3 * size);
        s30 = madd<T>(a3, b0, s30);
        s31 = madd<T>(a3, b1, s31);
      }
      if (add) {
        s00 = v128.add<T>(v128.load(to), s00);
        s01 = v128.add<T>(v128.load(to, 16), s01);
        s10 = v128.add<T>(v128.load(to + d1), s10);
        s11 = v128.add<T>(v128.load(to + d1, 16), s11);
        s20 = v128.add<T>(v128.load(to + d2), s20);
        s21 = v128.add<T>(v128.load(to + d2, 16), s21);
        s30 = v128.add<T>(v128.load(to + d3), s30);
        s31 = v128.add<T>(v128.load(to + d3, 16), s31);
      }
      deliver<T>(to + d3, s30, s31, bias + 3 * size, least, most);
      deliver<T>(to + d2, s20, s21, bias + 2 * size, least, most);
      deliver<T>(to + d1, s10, s11, bias + size, least, most);
      deliver<T>(to, s00, s01, bias, least, most);
    }
  }
}

// @ts-ignore: decorator
@inline
function deliver<T>(y: usize, s0: v128, s1: v128, bias: usize, least: v128, most: v128): void {
  const shift = splat<T>(bias);
  v128.store(y, v128.pmin<T>(v128.pmax<T>(v128.add<T>(s0, shift), least), most));
  v128.store(y, v128.pmin<T>(v128.pmax<T>(v128.add<T>(s1, shift), least), most), 16);
}

export function mix_pixels_f32(x: usize, xPanel: usize, xRow: usize, K: usize, w: usize, wPanel: usize, bias: usize, y: usize, yRow: usize, O: usize, P: usize, add: i32, low: f32, high: f32): void { mixPixels<f32>(x, xPanel, xRow, K, w, wPanel, bias, y, yRow, O, P, add, low, high); }
export function mix_pixels_f64(x: usize, xPanel: usize, xRow: usize, K: usize, w: usize, wPanel: usize, bias: usize, y: usize, yRow: usize, O: usize, P: usize, add: i32, low: f64, high: f64): void { mixPixels<f64>(x, xPanel, xRow, K, w, wPanel, bias, y, yRow, O, P, add, low, high); }
