import { madd, splat } from "../simd";

/**
 * Planes that are each convolved with 3×3 taps of their own, at every place or every second one:
 *
 *     y[o][n][m] = clamp(Σ_{i<3} Σ_{j<3} w[o][i][j] · p[⌊o / each⌋][n·stride + i][m·stride + j] + bias[o]),    0 ≤ n < R, 0 ≤ m < M
 *
 * p is a plane of x within a border, laid out one plane at a time, so that it is still in the innermost cache when it is summed. Seven vectors of a row
 * are in flight, then two; a vector alone, whose nine additions wait for one another, took twice as long, and two rows of four vectors with their taps
 * written out took as long: the engine loads all of them first, and has no registers for them.
 *
 *   reads     x, `rows` rows of `columns` numbers of each plane; w, 9 numbers for each of O planes; bias[0 .. O-1]; the border, around `inside`
 *   writes    inside[0 .. rows-1][0 .. columns-1], rows `pitch` bytes apart, which lies within `padded`; y, planes `yPlane` bytes apart
 *   rounding  nine products are added in order, then the bias
 */
// @ts-ignore: decorator
@inline
function triples<T>(
  stride: usize, x: usize, xPlane: usize, xRow: usize, rows: i32, columns: usize, inside: usize, padded: usize, pitch: usize,
  w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: T, high: T,
): void {
  const size: usize = sizeof<T>();
  const lanes: i32 = sizeof<T>() == 4 ? 4 : 2;
  const line = <usize>M * size;
  const least = v128.splat<T>(low), most = v128.splat<T>(high);
  let same = 0;
  for (let o = 0; o < O; o++, w += 9 * size, bias += size, y += yPlane) {
    if (same == 0) {
      layOut(x, xRow, inside, pitch, rows, columns * size);
      x += xPlane;
      same = each;
    }
    same--;
    const shift = splat<T>(bias);
    let p = padded;
    let q = y;
    for (let n = 0; n < R; n++, p += stride * pitch, q += line) {
      let m = 0;
      // The last block ends flush with the row and computes some outputs again.
      if (stride == 1 && M >= 2 * lanes) {
        for (; m + 7 * lanes <= M; m += 7 * lanes) seven<T>(p + <usize>m * size, pitch, w, shift, least, most, q + <usize>m * size);
        while (m < M) {
          m = min<i32>(m, M - 2 * lanes);
          pair<T>(p + <usize>m * size, pitch, w, shift, least, most, q + <usize>m * size);
          m += 2 * lanes;
        }
      } else if (M >= lanes) {
        while (m < M) {
          m = min<i32>(m, M - lanes);
          const at = p + stride * <usize>m * size;
          let sum = three<T>(stride, at, w, v128.splat<T>(<T>0));
          sum = three<T>(stride, at + pitch, w + 3 * size, sum);
          sum = three<T>(stride, at + 2 * pitch, w + 6 * size, sum);
          deliver<T>(sum, shift, least, most, q + <usize>m * size);
          m += lanes;
        }
      } else for (; m < M; m++) single<T>(p + stride * <usize>m * size, pitch, w, shift, least, most, q + <usize>m * size);
    }
  }
}

function layOut(x: usize, xRow: usize, y: usize, pitch: usize, rows: i32, bytes: usize): void {
  for (let i = 0; i < rows; i++, x += xRow, y += pitch) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) v128.store(y + at, v128.load(x + at));
    for (; at < bytes; at += 4) store<i32>(y + at, load<i32>(x + at));
  }
}

/** A row of seven vectors of outputs. */
// @ts-ignore: decorator
@inline
function seven<T>(x: usize, pitch: usize, w: usize, shift: v128, least: v128, most: v128, y: usize): void {
  const size: usize = sizeof<T>();
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0;
  for (const end = w + 9 * size; w < end; x += pitch - 3 * size) {
    for (const last = w + 3 * size; w < last; w += size, x += size) {
      const wk = splat<T>(w);
      s0 = madd<T>(wk, v128.load(x), s0);
      s1 = madd<T>(wk, v128.load(x, 16), s1);
      s2 = madd<T>(wk, v128.load(x, 32), s2);
      s3 = madd<T>(wk, v128.load(x, 48), s3);
      s4 = madd<T>(wk, v128.load(x, 64), s4);
      s5 = madd<T>(wk, v128.load(x, 80), s5);
      s6 = madd<T>(wk, v128.load(x, 96), s6);
    }
  }
  deliver<T>(s0, shift, least, most, y);
  deliver<T>(s1, shift, least, most, y + 16);
  deliver<T>(s2, shift, least, most, y + 32);
  deliver<T>(s3, shift, least, most, y + 48);
  deliver<T>(s4, shift, least, most, y + 64);
  deliver<T>(s5, shift, least, most, y + 80);
  deliver<T>(s6, shift, least, most, y + 96);
}

/** A row of two. */
// @ts-ignore: decorator
@inline
function pair<T>(x: usize, pitch: usize, w: usize, shift: v128, least: v128, most: v128, y: usize): void {
  const size: usize = sizeof<T>();
  let s0 = v128.splat<T>(<T>0), s1 = s0;
  for (const end = w + 9 * size; w < end; x += pitch - 3 * size) {
    for (const last = w + 3 * size; w < last; w += size, x += size) {
      const wk = splat<T>(w);
      s0 = madd<T>(wk, v128.load(x), s0);
      s1 = madd<T>(wk, v128.load(x, 16), s1);
    }
  }
  deliver<T>(s0, shift, least, most, y);
  deliver<T>(s1, shift, least, most, y + 16);
}

/** The products of a row of taps with the samples from p on, added to a sum. */
// @ts-ignore: decorator
@inline
function three<T>(stride: usize, p: usize, w: usize, sum: v128): v128 {
  const size: usize = sizeof<T>();
  const w0 = splat<T>(w), w1 = splat<T>(w + size), w2 = splat<T>(w + 2 * size);
  if (stride == 1) return madd<T>(w2, v128.load(p + 2 * size), madd<T>(w1, v128.load(p + size), madd<T>(w0, v128.load(p), sum)));
  // No sample is loaded that no window meets.
  const a = v128.load(p), b = v128.load(p, 16);
  if (size == 4) {
    const c = v128.load(p, 8), d = v128.load(p, 20);
    sum = madd<T>(w0, v128.shuffle<f32>(a, b, 0, 2, 4, 6), sum);
    sum = madd<T>(w1, v128.shuffle<f32>(a, b, 1, 3, 5, 7), sum);
    return madd<T>(w2, v128.shuffle<f32>(c, d, 0, 2, 5, 7), sum);
  }
  const d = v128.load(p, 24);
  sum = madd<T>(w0, v128.shuffle<f64>(a, b, 0, 2), sum);
  sum = madd<T>(w1, v128.shuffle<f64>(a, b, 1, 3), sum);
  return madd<T>(w2, v128.shuffle<f64>(b, d, 0, 3), sum);
}

/** One output: the same operations in every lane, so that the rounding is the same. */
// @ts-ignore: decorator
@inline
function single<T>(p: usize, pitch: usize, w: usize, shift: v128, least: v128, most: v128, y: usize): void {
  const size: usize = sizeof<T>();
  let sum = v128.splat<T>(<T>0);
  for (const end = w + 9 * size; w < end; p += pitch - 3 * size) {
    for (const last = w + 3 * size; w < last; w += size, p += size) sum = madd<T>(splat<T>(w), splat<T>(p), sum);
  }
  store<T>(y, v128.extract_lane<T>(v128.pmin<T>(v128.pmax<T>(v128.add<T>(sum, shift), least), most), 0));
}

// @ts-ignore: decorator
@inline
function deliver<T>(sum: v128, shift: v128, least: v128, most: v128, y: usize): void {
  v128.store(y, v128.pmin<T>(v128.pmax<T>(v128.add<T>(sum, shift), least), most));
}

export function triples_f32(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: usize, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f32, high: f32): void { triples<f32>(1, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
export function triples_f64(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: usize, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f64, high: f64): void { triples<f64>(1, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
export function triples_halves_f32(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: usize, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f32, high: f32): void { triples<f32>(2, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
export function triples_halves_f64(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: usize, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f64, high: f64): void { triples<f64>(2, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
