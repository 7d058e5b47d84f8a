import { madd, nmadd } from "../simd";

/**
 * Winograd's algorithm F(6, 3) along a line: with the points 0, ±1/2, ±1, ±2 and ∞, six outputs of three taps take eight products instead of eighteen,
 *
 *     y = Aᵀ [(G w) ⊙ (Bᵀ x)]
 *
 *          ⎡ 1   0  −21/4    0    21/4    0   −1  0 ⎤
 *          ⎢ 0   2    4   −5/2    −5    1/2   1  0 ⎥        ⎡ 1   1     1    1   1    1    1   0 ⎤
 *          ⎢ 0  −2    4    5/2    −5   −1/2   1  0 ⎥        ⎢ 0  1/2  −1/2   1  −1    2   −2   0 ⎥
 *     Bᵀ = ⎢ 0   1    1  −17/4  −17/4    1    1  0 ⎥   Aᵀ = ⎢ 0  1/4   1/4   1   1    4    4   0 ⎥
 *          ⎢ 0  −1    1   17/4  −17/4   −1    1  0 ⎥        ⎢ 0  1/8  −1/8   1  −1    8   −8   0 ⎥
 *          ⎢ 0  1/2  1/4  −5/2   −5/4    2    1  0 ⎥        ⎢ 0  1/16  1/16  1   1   16   16   0 ⎥
 *          ⎢ 0 −1/2  1/4   5/2   −5/4   −2    1  0 ⎥        ⎣ 0  1/32 −1/32  1  −1   32  −32   1 ⎦
 *          ⎣ 0  −1    0   21/4    0   −21/4   0  1 ⎦
 *
 * A kernel of 3n taps is n of three: what their tiles' products sum to is transformed back once. Vectors hold channels.
 */

/**
 * Input transforms of N tiles that begin `step` bytes apart: v[f, n, c] = (Bᵀ x)[f] of channel c. The rows of the points ±p, of which
 * the other points' squares sum to 21/4 − p² and multiply to 1/p², are the sum and the difference of an even and an odd part.
 *
 *   reads     x, 8 pixels from each tile's first on, each C numbers, a multiple of a vector
 *   writes    v, 8 matrices `fPitch` bytes apart, N rows of C numbers each
 */
// @ts-ignore: decorator
@inline
function inputLine<T>(x: usize, step: usize, v: usize, fPitch: usize, N: usize, C: usize): void {
  const pixel = C * sizeof<T>();
  const outer = v128.splat<T>(<T>5.25);
  for (; N > 0; N--, x += step - pixel) {
    for (const end = v + pixel; v < end; v += 16, x += 16) {
      const x2 = x + 2 * pixel, x4 = x2 + 2 * pixel, x6 = x4 + 2 * pixel;
      const d1 = v128.load(x + pixel), d2 = v128.load(x2), d3 = v128.load(x2 + pixel);
      const d4 = v128.load(x4), d5 = v128.load(x4 + pixel), d6 = v128.load(x6);
      v128.store(v, madd<T>(outer, v128.sub<T>(d4, d2), v128.sub<T>(v128.load(x), d6)));
      let y = v + fPitch;
      for (let p: T = <T>0.5, q: T = <T>2; p <= <T>2; p += p, q *= <T>0.5) {
        const sum = v128.splat<T>(<T>5.25 - p * p), product = v128.splat<T>(q * q);
        const even = nmadd<T>(sum, d4, madd<T>(product, d2, d6));
        const odd = v128.mul<T>(v128.splat<T>(p), nmadd<T>(sum, d3, madd<T>(product, d1, d5)));
        v128.store(y, v128.add<T>(even, odd));
        y += fPitch;
        v128.store(y, v128.sub<T>(even, odd));
        y += fPitch;
      }
      v128.store(y, madd<T>(outer, v128.sub<T>(d3, d5), v128.sub<T>(v128.load(x6 + pixel), d1)));
    }
  }
}

/**
 * Output transforms of N tiles, of one panel of channels: y[6n + j] = (Aᵀ m)[j].
 *
 *   reads     m, 8 matrices `fPitch` bytes apart, N rows of a panel each
 *   writes    y, 6N pixels of a panel
 *   returns   0, or NaN if an output is not finite
 */
// @ts-ignore: decorator
@inline
function outputLine<T>(m: usize, fPitch: usize, y: usize, N: usize): T {
  let bad = v128.splat<T>(<T>0);
  for (const end = m + 32 * N; m < end; m += 32, y += 128) {
    for (const middle = y + 32; y < middle; y += 16, m += 16) {
      const m1 = m + fPitch, m3 = m1 + 2 * fPitch, m5 = m3 + 2 * fPitch;
      const a1 = v128.load(m1), b1 = v128.load(m1 + fPitch), a2 = v128.load(m3), b2 = v128.load(m3 + fPitch), a3 = v128.load(m5), b3 = v128.load(m5 + fPitch);
      const even1 = v128.add<T>(a1, b1), even2 = v128.add<T>(a2, b2), even3 = v128.add<T>(a3, b3);
      const odd1 = v128.sub<T>(a1, b1), odd2 = v128.sub<T>(a2, b2), odd3 = v128.sub<T>(a3, b3);
      // 4ⁱ and 1/4ⁱ, of the outputs 2i and 2i + 1
      for (let p: T = <T>1, q: T = <T>1; p <= <T>16; p *= <T>4, q *= <T>0.25) {
        let j = madd<T>(v128.splat<T>(p), even3, madd<T>(v128.splat<T>(q), even1, even2));
        let k = madd<T>(v128.splat<T>(p + p), odd3, madd<T>(v128.splat<T>(q * <T>0.5), odd1, odd2));
        if (p == <T>1) j = v128.add<T>(j, v128.load(m));
        if (p == <T>16) k = v128.add<T>(k, v128.load(m5 + 2 * fPitch));
        v128.store(y, j);
        v128.store(y, k, 32);
        y += 64;
        // 0, or NaN
        bad = v128.add<T>(bad, v128.add<T>(v128.sub<T>(j, j), v128.sub<T>(k, k)));
      }
      y -= 192;
    }
    m -= 32;
    y += 32;
  }
  let sum = v128.extract_lane<T>(bad, 0) + v128.extract_lane<T>(bad, 1);
  if (sizeof<T>() == 4) sum += v128.extract_lane<T>(bad, 2) + v128.extract_lane<T>(bad, 3);
  return sum;
}

export function winograd_line_input_f32(x: usize, step: usize, v: usize, fPitch: usize, N: usize, C: usize): void { inputLine<f32>(x, step, v, fPitch, N, C); }
export function winograd_line_input_f64(x: usize, step: usize, v: usize, fPitch: usize, N: usize, C: usize): void { inputLine<f64>(x, step, v, fPitch, N, C); }
export function winograd_line_output_f32(m: usize, fPitch: usize, y: usize, N: usize): f32 { return outputLine<f32>(m, fPitch, y, N); }
export function winograd_line_output_f64(m: usize, fPitch: usize, y: usize, N: usize): f64 { return outputLine<f64>(m, fPitch, y, N); }
