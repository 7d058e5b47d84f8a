import { madd, splat } from "../simd";

/**
 * Sums of products of samples that lie anywhere with a panel of weights, 32 bytes of neighbouring outputs wide (W = 8 of f32, 4 of f64):
 *
 *     y[p, o] (+)= Σ_{r<R} Σ_{i<count[r]} x[place[p] + offset[r] + i·step] · w[k, o],    k the number of the product, 0 ≤ o < W
 *
 * Samples in a window of a picture whose channels stand together are a run for each row of the window, whatever its stride and dilation. So this
 * is the one matrix product of the library: rows of A are windows, tiles of Winograd's, or taps that meet a gradient, found by `place` and by runs;
 * B is packed. Four rows by two vectors in runs of 64 samples run at 91 % of the multipliers' speed (Node 20; 90 Node 24): at 85 without the branch that is never
 * taken, since then all loads stand before all products; less with a table that has an offset for each product, since loads take no sum of two addresses;
 * five rows spill registers.
 *
 *   reads     place[0 .. P-1] (i32, bytes), run[r] = offset in bytes, count ≥ 1 (i32, i32), x where they point, w[0 .. K-1, 0 .. W-1]
 *   writes    y[0 .. P-1, 0 .. W-1]; P a multiple of 4
 *   rounding  products are added in order; "add" adds the sum to y[p, o] at the end
 */
// @ts-ignore: decorator
@inline
function gather<T>(x: usize, place: usize, run: usize, R: usize, step: usize, w: usize, y: usize, P: usize, add: i32): void {
  const runs = run + R * 8;
  for (const end = place + P * 4; place < end; place += 16, y += 128) {
    const x0 = x + <usize>load<i32>(place), x1 = x + <usize>load<i32>(place, 4), x2 = x + <usize>load<i32>(place, 8), x3 = x + <usize>load<i32>(place, 12);
    let s00 = v128.splat<T>(<T>0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
    let q = w;
    for (let r = run; r < runs; r += 8) {
      const d = <usize>load<i32>(r);
      let p0 = x0 + d, p1 = x1 + d, p2 = x2 + d, p3 = x3 + d;
      for (const last = q + (<usize>load<i32>(r, 4) << 5); q < last; q += 32) {
        const b0 = v128.load(q), b1 = v128.load(q, 16);
        const a0 = splat<T>(p0);
        s00 = madd<T>(a0, b0, s00);
        s01 = madd<T>(a0, b1, s01);
        const a1 = splat<T>(p1);
        s10 = madd<T>(a1, b0, s10);
        s11 = madd<T>(a1, b1, s11);
        const a2 = splat<T>(p2);
        s20 = madd<T>(a2, b0, s20);
        s21 = madd<T>(a2, b1, s21);
        // never so: at a branch the engine stops to load what comes after it
        if (q == 0) break;
        const a3 = splat<T>(p3);
        s30 = madd<T>(a3, b0, s30);
        s31 = madd<T>(a3, b1, s31);
        p0 += step;
        p1 += step;
        p2 += step;
        p3 += step;
      }
    }
    if (add) {
      s00 = v128.add<T>(v128.load(y), s00);
      s01 = v128.add<T>(v128.load(y, 16), s01);
      s10 = v128.add<T>(v128.load(y, 32), s10);
      s11 = v128.add<T>(v128.load(y, 48), s11);
      s20 = v128.add<T>(v128.load(y, 64), s20);
      s21 = v128.add<T>(v128.load(y, 80), s21);
      s30 = v128.add<T>(v128.load(y, 96), s30);
      s31 = v128.add<T>(v128.load(y, 112), s31);
    }
    v128.store(y, s00);
    v128.store(y, s01, 16);
    v128.store(y, s10, 32);
    v128.store(y, s11, 48);
    v128.store(y, s20, 64);
    v128.store(y, s21, 80);
    v128.store(y, s30, 96);
    v128.store(y, s31, 112);
  }
}

export function gather_f32(x: usize, place: usize, run: usize, R: usize, step: usize, w: usize, y: usize, P: usize, add: i32): void { gather<f32>(x, place, run, R, step, w, y, P, add); }
export function gather_f64(x: usize, place: usize, run: usize, R: usize, step: usize, w: usize, y: usize, P: usize, add: i32): void { gather<f64>(x, place, run, R, step, w, y, P, add); }
