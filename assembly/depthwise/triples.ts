import { copy_f32 } from "../layout/copy";
import { madd, splat } from "../simd";

/**
 * Planes that are each convolved with 3×3 taps of their own, at every place or every second one:
 *
 *     y[o][n][m] = clamp(Σ_{i<3} Σ_{j<3} w[o][i][j] · p[⌊o / each⌋][n·stride + i][m·stride + j] + bias[o]),    0 ≤ n < R, 0 ≤ m < M
 *
 * p is a plane of x within a border. A vector of columns goes down the plane with its nine taps in registers and the sums of the outputs that a row is
 * in, so that a row is loaded once for all of them: a loop along rows, which loads a vector for each product, was bound by its loads. Beside a border
 * of one row or column of zeros the plane is read where it lies; with a wider one it is laid out first.
 * Bias and limits, where there are any, come after a column is summed, for there is no register left for them.
 *
 *   reads     x, `rows` rows of `columns` numbers of each plane; w, 9 numbers for each of O planes; bias[0 .. O-1]; the border, around `inside`
 *   writes    inside[0 .. rows-1][0 .. columns-1], rows `pitch` bytes apart, which lies within `padded`; y, planes `yPlane` bytes apart
 *   rounding  the three products of a row are added in order, then the rows, then the bias
 */
// @ts-ignore: decorator
@inline
function triples<T>(
  stride: usize, x: usize, xPlane: usize, xRow: usize, rows: i32, columns: i32, inside: usize, padded: usize, pitch: usize,
  w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: T, high: T,
): void {
  const size: usize = sizeof<T>();
  const lanes: i32 = sizeof<T>() == 4 ? 4 : 2;
  const H = (R - 1) * <i32>stride + 3, N = (M - 1) * <i32>stride + 3;
  let top = <i32>((inside - padded) / pitch), left = <i32>((inside - padded) % pitch / size);
  let below = H - top - rows, right = N - left - columns;
  const wide = top > 1 || below > 1 || left > 1 || right > 1;
  const zeros = top > 0 ? padded : padded + <usize>(H - 1) * pitch;
  const line = <usize>M * size;
  if (wide) top = below = left = right = 0;
  const limited = low > -Infinity || high < Infinity;
  let same = 0;
  for (let o = 0; o < O; o++, w += 9 * size, bias += size, y += yPlane) {
    if (same == 0) {
      if (o > 0) x += xPlane;
      if (wide) copy_f32(x, xRow, inside, pitch, rows, columns * size);
      same = each;
    }
    same--;
    const step = wide ? pitch : xRow;
    const plane = (wide ? padded : x) - <usize>left * size;
    let m = 0;
    while (true) {
      const from = plane + <usize>m * stride * size;
      const a = top > 0 ? zeros : from, b = top > 0 ? from : from + step, z = below > 0 ? zeros : b + <usize>(H - 2) * step;
      const to = y + <usize>m * size;
      const before = left > 0 && m == 0, after = right > 0 && m == M - lanes;
      // Shifting costs a third, and a loop without it half a kilobyte: float64 always shifts.
      if (size == 8 || before || after) column<T>(stride, a, b, step, z, w, to, line, R, true, before, after);
      else column<T>(stride, a, b, step, z, w, to, line, R, false, false, false);
      if (limited || load<T>(bias) != 0) finish<T>(to, line, R, bias, low, high);
      if (m == M - lanes) break;
      // The last vector ends flush with the rows and computes some outputs again.
      m = min<i32>(m + lanes, M - lanes);
    }
  }
}

/**
 * A vector of outputs of each row. The windows go down from row a, rows `step` bytes apart from b on, and row z; where a column on one side is border,
 * the numbers beside it are loaded and moved.
 */
// @ts-ignore: decorator
@inline
function column<T>(stride: usize, a: usize, b: usize, step: usize, z: usize, w: usize, y: usize, line: usize, R: i32, edge: bool, before: bool, after: bool): void {
  const size: usize = sizeof<T>();
  const second: usize = stride == 1 ? size : 16;
  let start: usize = 0, end: usize = stride == 1 ? 2 * size : size == 4 ? 20 : 24;
  let left = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), right = left;
  if (edge && before) {
    start = size;
    left = size == 4 ? i8x16(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) : i8x16(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7);
  }
  if (edge && after) {
    end -= size;
    right = size == 4 ? i8x16(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1) : i8x16(8, 9, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1);
  }
  const w00 = splat<T>(w), w01 = splat<T>(w + size), w02 = splat<T>(w + 2 * size);
  const w10 = splat<T>(w + 3 * size), w11 = splat<T>(w + 4 * size), w12 = splat<T>(w + 5 * size);
  const w20 = splat<T>(w + 6 * size), w21 = splat<T>(w + 7 * size), w22 = splat<T>(w + 8 * size);
  let p = moved(edge, v128.load(a + start), left), q = v128.load(a + second), r = moved(edge, v128.load(a + end), right);
  let x0 = tap0<T>(stride, p, q), x1 = tap1<T>(stride, p, q), x2 = tap2<T>(stride, a, q, r);
  let s0 = three<T>(w00, x0, w01, x1, w02, x2), s1 = s0;
  if (stride == 1) {
    p = moved(edge, v128.load(b + start), left), q = v128.load(b + second), r = moved(edge, v128.load(b + end), right);
    x0 = tap0<T>(stride, p, q), x1 = tap1<T>(stride, p, q), x2 = tap2<T>(stride, b, q, r);
    s1 = v128.add<T>(s0, three<T>(w10, x0, w11, x1, w12, x2));
    s0 = three<T>(w00, x0, w01, x1, w02, x2);
    b += step;
  }
  const windows = stride == 1 ? R - 1 : R;
  for (let n = 0; n < windows; n++, y += line, b += step) {
    let at = b;
    if (stride == 2) {
      p = moved(edge, v128.load(b + start), left), q = v128.load(b + second), r = moved(edge, v128.load(b + end), right);
      x0 = tap0<T>(stride, p, q), x1 = tap1<T>(stride, p, q), x2 = tap2<T>(stride, b, q, r);
      s1 = v128.add<T>(s0, three<T>(w10, x0, w11, x1, w12, x2));
      b += step;
      at = n == R - 1 ? z : b;
    }
    p = moved(edge, v128.load(at + start), left), q = v128.load(at + second), r = moved(edge, v128.load(at + end), right);
    x0 = tap0<T>(stride, p, q), x1 = tap1<T>(stride, p, q), x2 = tap2<T>(stride, at, q, r);
    v128.store(y, v128.add<T>(s1, three<T>(w20, x0, w21, x1, w22, x2)));
    if (stride == 1) s1 = v128.add<T>(s0, three<T>(w10, x0, w11, x1, w12, x2));
    s0 = three<T>(w00, x0, w01, x1, w02, x2);
  }
  if (stride == 1) {
    p = moved(edge, v128.load(z + start), left), q = v128.load(z + second), r = moved(edge, v128.load(z + end), right);
    v128.store(y, v128.add<T>(s1, three<T>(w20, p, w21, q, w22, r)));
  }
}

/** Adds the bias to a column of vectors, and keeps them within the limits. */
function finish<T>(y: usize, line: usize, R: i32, bias: usize, low: T, high: T): void {
  const shift = splat<T>(bias), least = v128.splat<T>(low), most = v128.splat<T>(high);
  for (; R > 0; R--, y += line) v128.store(y, v128.pmin<T>(v128.pmax<T>(v128.add<T>(v128.load(y), shift), least), most));
}

/** Numbers moved, and 0 where there is none; away from edges they are not. */
// @ts-ignore: decorator
@inline
function moved(edge: bool, x: v128, control: v128): v128 {
  return edge ? v128.swizzle(x, control) : x;
}

/** Of a row of windows the numbers that the first tap meets. */
// @ts-ignore: decorator
@inline
function tap0<T>(stride: usize, p: v128, q: v128): v128 {
  return stride == 1 ? p : sizeof<T>() == 4 ? v128.shuffle<f32>(p, q, 0, 2, 4, 6) : v128.shuffle<f64>(p, q, 0, 2);
}

// @ts-ignore: decorator
@inline
function tap1<T>(stride: usize, p: v128, q: v128): v128 {
  return stride == 1 ? q : sizeof<T>() == 4 ? v128.shuffle<f32>(p, q, 1, 3, 5, 7) : v128.shuffle<f64>(p, q, 1, 3);
}

// @ts-ignore: decorator
@inline
function tap2<T>(stride: usize, at: usize, q: v128, r: v128): v128 {
  return stride == 1 ? r : sizeof<T>() == 4 ? v128.shuffle<f32>(v128.load(at, 8), r, 0, 2, 5, 7) : v128.shuffle<f64>(q, r, 0, 3);
}

// @ts-ignore: decorator
@inline
function three<T>(w0: v128, x0: v128, w1: v128, x1: v128, w2: v128, x2: v128): v128 {
  return madd<T>(w2, x2, madd<T>(w1, x1, v128.mul<T>(w0, x0)));
}

export function triples_f32(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: i32, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f32, high: f32): void { triples<f32>(1, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
export function triples_f64(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: i32, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f64, high: f64): void { triples<f64>(1, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
export function triples_halves_f32(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: i32, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f32, high: f32): void { triples<f32>(2, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
export function triples_halves_f64(x: usize, xPlane: usize, xRow: usize, rows: i32, columns: i32, inside: usize, padded: usize, pitch: usize, w: usize, bias: usize, y: usize, yPlane: usize, O: i32, each: i32, R: i32, M: i32, low: f64, high: f64): void { triples<f64>(2, x, xPlane, xRow, rows, columns, inside, padded, pitch, w, bias, y, yPlane, O, each, R, M, low, high); }
