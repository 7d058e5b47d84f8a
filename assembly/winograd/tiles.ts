import { madd, nmadd } from "../simd";

/**
 * Winograd's algorithm F(4×4, 3×3): with the points 0, 1, −1, 2, −2 and ∞, four outputs of three taps take six products,
 *
 *     y = Aᵀ [(G w) ⊙ (Bᵀ x)]
 *
 *          ⎡ 4  0 −5  0  1  0 ⎤              ⎡ 1  1  1  1  1  0 ⎤
 *          ⎢ 0 −4 −4  1  1  0 ⎥              ⎢ 0  1 −1  2 −2  0 ⎥
 *     Bᵀ = ⎢ 0  4 −4 −1  1  0 ⎥         Aᵀ = ⎢ 0  1  1  4  4  0 ⎥
 *          ⎢ 0 −2 −1  2  1  0 ⎥              ⎣ 0  1 −1  8 −8  1 ⎦
 *          ⎢ 0  2 −1 −2  1  0 ⎥
 *          ⎣ 0  4  0 −5  0  1 ⎦
 *
 * along both axes: 36 for the 16 outputs of a tile, which take 144 by the sum. Vectors hold channels; a tile is transformed along
 * one axis into 36 vectors at `scratch`, and along the other out of them, six vectors at a time: more would not stay in registers.
 */

/**
 * Input transforms of N tiles that begin four pixels apart: v[f, n, c] = (Bᵀ x Bᵀᵀ)[f] of channel c.
 *
 *   reads     6 rows of 4N + 2 pixels, each C numbers, a multiple of a vector
 *   writes    v, 36 matrices `fPitch` bytes apart, N rows of C numbers each; 36 vectors of scratch
 */
// @ts-ignore: decorator
@inline
function inputTiles<T>(x: usize, rowPitch: usize, v: usize, fPitch: usize, scratch: usize, N: usize, C: usize): void {
  const pixel = C * sizeof<T>();
  for (; N > 0; N--, x += 4 * pixel) {
    for (const end = v + pixel; v < end; v += 16, x += 16) {
      let p = x;
      for (let row = scratch; row < scratch + 576; row += 96, p += rowPitch) bT<T>(p, pixel, row, 16);
      for (let column: usize = 0, y = v; column < 96; column += 16, y += fPitch) bT<T>(scratch + column, 96, y, 6 * fPitch);
    }
    x -= pixel;
  }
}

/**
 * Output transforms of N tiles, of one panel of channels: y[4n + j] of row i is (Aᵀ m A)[i, j].
 *
 *   reads     m, 36 matrices `fPitch` bytes apart, N rows of a panel each
 *   writes    y, 4 rows `rowPitch` bytes apart of 4N pixels of a panel; 24 vectors of scratch
 *   returns   0, or NaN if an output is not finite
 */
// @ts-ignore: decorator
@inline
function outputTiles<T>(m: usize, fPitch: usize, y: usize, rowPitch: usize, scratch: usize, N: usize): T {
  const zero = v128.splat<T>(<T>0);
  let bad = zero;
  for (; N > 0; N--, m += 32, y += 128) {
    for (let half: usize = 0; half < 32; half += 16) {
      let p = m + half;
      for (let column = scratch; column < scratch + 96; column += 16, p += fPitch) aT<T>(p, 6 * fPitch, column, 96, zero);
      let q = y + half;
      for (let row = scratch; row < scratch + 384; row += 96, q += rowPitch) bad = v128.add<T>(bad, aT<T>(row, 16, q, 32, zero));
    }
  }
  let sum = v128.extract_lane<T>(bad, 0) + v128.extract_lane<T>(bad, 1);
  if (sizeof<T>() == 4) sum += v128.extract_lane<T>(bad, 2) + v128.extract_lane<T>(bad, 3);
  return sum;
}

/**
 * What the products of N tiles get of the outputs' gradient, of one panel of channels: m[f, n] = (A g Aᵀ)[f] of the four rows of four pixels of each tile.
 *
 *   reads     g, 4 rows `rowPitch` bytes apart of 4N pixels, `pixel` bytes apart, a panel of each
 *   writes    m, 36 matrices `fPitch` bytes apart, N rows of a panel each; 24 vectors of scratch
 */
// @ts-ignore: decorator
@inline
function gradientTiles<T>(g: usize, rowPitch: usize, pixel: usize, m: usize, fPitch: usize, scratch: usize, N: usize): void {
  for (; N > 0; N--, g += 4 * pixel, m += 32) {
    for (let half: usize = 0; half < 32; half += 16) {
      let p = g + half;
      for (let row = scratch; row < scratch + 384; row += 96, p += rowPitch) a<T>(p, pixel, row, 16);
      for (let column: usize = 0, y = m + half; column < 96; column += 16, y += fPitch) a<T>(scratch + column, 96, y, 6 * fPitch);
    }
  }
}

/** Six vectors `from` bytes apart become six `to` bytes apart. */
// @ts-ignore: decorator
@inline
function bT<T>(x: usize, from: usize, y: usize, to: usize): void {
  const two = v128.splat<T>(<T>2), four = v128.splat<T>(<T>4), five = v128.splat<T>(<T>5);
  const d0 = v128.load(x), d1 = v128.load(x + from), d2 = v128.load(x + 2 * from);
  const d3 = v128.load(x + 3 * from), d4 = v128.load(x + 4 * from), d5 = v128.load(x + 5 * from);
  v128.store(y, madd<T>(four, d0, nmadd<T>(five, d2, d4)));
  const even = nmadd<T>(four, d2, d4), odd = nmadd<T>(four, d1, d3);
  v128.store(y + to, v128.add<T>(even, odd));
  v128.store(y + 2 * to, v128.sub<T>(even, odd));
  const near = v128.sub<T>(d4, d2), far = v128.mul<T>(two, v128.sub<T>(d3, d1));
  v128.store(y + 3 * to, v128.add<T>(near, far));
  v128.store(y + 4 * to, v128.sub<T>(near, far));
  v128.store(y + 5 * to, madd<T>(four, d1, nmadd<T>(five, d3, d5)));
}

/** Four vectors become six: beside the first and the last the sum and the difference of an even and an odd part for each of the points 1 and 2. */
// @ts-ignore: decorator
@inline
function a<T>(g: usize, from: usize, y: usize, to: usize): void {
  const g0 = v128.load(g), g1 = v128.load(g + from), g2 = v128.load(g + 2 * from), g3 = v128.load(g + 3 * from);
  v128.store(y, g0);
  for (let p: T = <T>1; p <= <T>2; p++) {
    const square = v128.splat<T>(p * p);
    const even = madd<T>(square, g2, g0), odd = v128.mul<T>(v128.splat<T>(p), madd<T>(square, g3, g1));
    y += to;
    v128.store(y, v128.add<T>(even, odd));
    y += to;
    v128.store(y, v128.sub<T>(even, odd));
  }
  v128.store(y + to, g3);
}

/** Six vectors become four; returns 0 in every lane, or NaN in one where an output is not finite. */
// @ts-ignore: decorator
@inline
function aT<T>(x: usize, from: usize, y: usize, to: usize, zero: v128): v128 {
  const m1 = v128.load(x + from), m2 = v128.load(x + 2 * from), m3 = v128.load(x + 3 * from), m4 = v128.load(x + 4 * from);
  const sum = v128.add<T>(m1, m2), difference = v128.sub<T>(m1, m2);
  const sum2 = v128.add<T>(m3, m4), difference2 = v128.sub<T>(m3, m4);
  const y0 = v128.add<T>(v128.add<T>(v128.load(x), sum), sum2);
  const y1 = madd<T>(v128.splat<T>(<T>2), difference2, difference);
  const y2 = madd<T>(v128.splat<T>(<T>4), sum2, sum);
  const y3 = v128.add<T>(madd<T>(v128.splat<T>(<T>8), difference2, difference), v128.load(x + 5 * from));
  v128.store(y, y0);
  v128.store(y + to, y1);
  v128.store(y + 2 * to, y2);
  v128.store(y + 3 * to, y3);
  return v128.add<T>(v128.add<T>(v128.mul<T>(y0, zero), v128.mul<T>(y1, zero)), v128.add<T>(v128.mul<T>(y2, zero), v128.mul<T>(y3, zero)));
}

export function winograd_input_f32(x: usize, rowPitch: usize, v: usize, fPitch: usize, scratch: usize, N: usize, C: usize): void { inputTiles<f32>(x, rowPitch, v, fPitch, scratch, N, C); }
export function winograd_input_f64(x: usize, rowPitch: usize, v: usize, fPitch: usize, scratch: usize, N: usize, C: usize): void { inputTiles<f64>(x, rowPitch, v, fPitch, scratch, N, C); }
export function winograd_gradient_f32(g: usize, rowPitch: usize, pixel: usize, m: usize, fPitch: usize, scratch: usize, N: usize): void { gradientTiles<f32>(g, rowPitch, pixel, m, fPitch, scratch, N); }
export function winograd_gradient_f64(g: usize, rowPitch: usize, pixel: usize, m: usize, fPitch: usize, scratch: usize, N: usize): void { gradientTiles<f64>(g, rowPitch, pixel, m, fPitch, scratch, N); }
export function winograd_output_f32(m: usize, fPitch: usize, y: usize, rowPitch: usize, scratch: usize, N: usize): f32 { return outputTiles<f32>(m, fPitch, y, rowPitch, scratch, N); }
export function winograd_output_f64(m: usize, fPitch: usize, y: usize, rowPitch: usize, scratch: usize, N: usize): f64 { return outputTiles<f64>(m, fPitch, y, rowPitch, scratch, N); }
