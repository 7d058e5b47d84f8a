import { madd, splat } from "../simd";

/**
 * Sums over channels where pixels are neighbours, from planes to planes:
 *
 *     y[o][p] = (y[o][p] +) Σ_{k<K} w[o][k] · x[k][p],    0 ≤ o < O, 0 ≤ p < 16·P (f64: 8·P)
 *
 * and, where there is a bias, that between low and high: clamp(y[o][p] + bias[o]).
 *
 * Two outputs by four vectors of pixels, which are read where they lie and written where they go: with panels laid out before and results delivered
 * after it, 64→128 at 56×56 took a fifth longer. What the loop is bound by is the number of its instructions: four outputs by two vectors need a place for
 * each of four weights, and ran at 86 % of the multipliers' speed where this runs at 93 (Node 20, 64 channels); ten sums spilled registers.
 *
 *   reads     x, rows `xRow` bytes apart; w, panels of 32 bytes of neighbouring outputs, `wPanel` bytes apart, rows of 32 bytes; bias, one number more than O if O is odd, or none: 0
 *   writes    y, rows `yRow` bytes apart; must not overlap what is read
 *   rounding  products are added in order; their sum is added to y if `add` is not 0; then the bias; NaN stays
 */
// @ts-ignore: decorator
@inline
function mixPixels<T>(x: usize, xRow: usize, K: usize, w: usize, wPanel: usize, bias: usize, y: usize, yRow: usize, O: usize, P: usize, add: i32, low: T, high: T): void {
  const size: usize = sizeof<T>();
  const least = v128.splat<T>(low), most = v128.splat<T>(high);
  for (let o: usize = 0; o < O; o += 2, y += 2 * yRow) {
    const weights = w + (o * size >> 5) * wPanel + (o * size & 31);
    const end = weights + K * 32;
    // A second row that there is not is the first, which is written after it.
    const down: usize = o + 1 < O ? yRow : 0;
    let first = x;
    let to = y;
    for (const last = y + P * 64; to < last; first += 64, to += 64) {
      let s00 = v128.splat<T>(<T>0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
      let from = first;
      for (let q = weights; q < end; q += 32, from += xRow) {
        const a0 = splat<T>(q), a1 = splat<T>(q + size);
        const b0 = v128.load(from);
        s00 = madd<T>(a0, b0, s00);
        s10 = madd<T>(a1, b0, s10);
        const b1 = v128.load(from, 16);
        s01 = madd<T>(a0, b1, s01);
        s11 = madd<T>(a1, b1, s11);
        const b2 = v128.load(from, 32);
        s02 = madd<T>(a0, b2, s02);
        s12 = madd<T>(a1, b2, s12);
        const b3 = v128.load(from, 48);
        s03 = madd<T>(a0, b3, s03);
        s13 = madd<T>(a1, b3, s13);
        // never so: the engine writes fewer steps out, which run faster
        if (q == 0) break;
      }
      const under = to + down;
      if (add) {
        s00 = v128.add<T>(v128.load(to), s00);
        s01 = v128.add<T>(v128.load(to, 16), s01);
        s02 = v128.add<T>(v128.load(to, 32), s02);
        s03 = v128.add<T>(v128.load(to, 48), s03);
        s10 = v128.add<T>(v128.load(under), s10);
        s11 = v128.add<T>(v128.load(under, 16), s11);
        s12 = v128.add<T>(v128.load(under, 32), s12);
        s13 = v128.add<T>(v128.load(under, 48), s13);
      }
      if (bias) {
        const shift0 = splat<T>(bias + o * size), shift1 = splat<T>(bias + o * size + size);
        s00 = finished<T>(s00, shift0, least, most);
        s01 = finished<T>(s01, shift0, least, most);
        s02 = finished<T>(s02, shift0, least, most);
        s03 = finished<T>(s03, shift0, least, most);
        s10 = finished<T>(s10, shift1, least, most);
        s11 = finished<T>(s11, shift1, least, most);
        s12 = finished<T>(s12, shift1, least, most);
        s13 = finished<T>(s13, shift1, least, most);
      }
      v128.store(under, s10);
      v128.store(under, s11, 16);
      v128.store(under, s12, 32);
      v128.store(under, s13, 48);
      v128.store(to, s00);
      v128.store(to, s01, 16);
      v128.store(to, s02, 32);
      v128.store(to, s03, 48);
    }
  }
}

// @ts-ignore: decorator
@inline
function finished<T>(sum: v128, bias: v128, least: v128, most: v128): v128 {
  return v128.pmin<T>(v128.pmax<T>(v128.add<T>(sum, bias), least), most);
}

export function mix_pixels_f32(x: usize, xRow: usize, K: usize, w: usize, wPanel: usize, bias: usize, y: usize, yRow: usize, O: usize, P: usize, add: i32, low: f32, high: f32): void { mixPixels<f32>(x, xRow, K, w, wPanel, bias, y, yRow, O, P, add, low, high); }
export function mix_pixels_f64(x: usize, xRow: usize, K: usize, w: usize, wPanel: usize, bias: usize, y: usize, yRow: usize, O: usize, P: usize, add: i32, low: f64, high: f64): void { mixPixels<f64>(x, xRow, K, w, wPanel, bias, y, yRow, O, P, add, low, high); }
