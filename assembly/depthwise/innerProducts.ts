import { madd } from "../simd";

/**
 * Inner products of rows with rows that lie anywhere in a plane, as the taps of a single channel's weight get them of its outputs' gradient:
 *
 *     y[t][l] += Σ_{i<R} Σ_{j<M} g[i][j·L + l] · x[offset[t] + i, j·L + l],    0 ≤ t < T, L lanes
 *
 * Vectors are of neighbours in a row, and four taps share what is loaded of g.
 *
 *   reads     g, R rows of M vectors, one after the other; x, rows `xRow` bytes apart, from offset[t] bytes on; offset[0 .. T-1] (i32), T a multiple of 4
 *   writes    y[0 .. T-1], a vector each
 *   rounding  products are added in order, the rows one after the other; their sum is added to y
 */
// @ts-ignore: decorator
@inline
function innerProducts<T>(g: usize, x: usize, xRow: usize, R: usize, M: usize, offset: usize, y: usize, taps: usize): void {
  for (const end = y + taps * 16; y < end; y += 64, offset += 16) {
    const x0 = x + <usize>load<i32>(offset), x1 = x + <usize>load<i32>(offset, 4), x2 = x + <usize>load<i32>(offset, 8), x3 = x + <usize>load<i32>(offset, 12);
    let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
    let q = g;
    for (let row: usize = 0, below = R * xRow; row < below; row += xRow) {
      for (let at = row, last = row + M * 16; at < last; at += 16, q += 16) {
        const a = v128.load(q);
        s0 = madd<T>(a, v128.load(x0 + at), s0);
        s1 = madd<T>(a, v128.load(x1 + at), s1);
        s2 = madd<T>(a, v128.load(x2 + at), s2);
        s3 = madd<T>(a, v128.load(x3 + at), s3);
      }
    }
    v128.store(y, v128.add<T>(v128.load(y), s0));
    v128.store(y, v128.add<T>(v128.load(y, 16), s1), 16);
    v128.store(y, v128.add<T>(v128.load(y, 32), s2), 32);
    v128.store(y, v128.add<T>(v128.load(y, 48), s3), 48);
  }
}

export function inner_products_f32(g: usize, x: usize, xRow: usize, R: usize, M: usize, offset: usize, y: usize, taps: usize): void { innerProducts<f32>(g, x, xRow, R, M, offset, y, taps); }
export function inner_products_f64(g: usize, x: usize, xRow: usize, R: usize, M: usize, offset: usize, y: usize, taps: usize): void { innerProducts<f64>(g, x, xRow, R, M, offset, y, taps); }
