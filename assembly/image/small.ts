/**
 * A row of a correlation of bytes whose sums fit 16 bits:
 *
 *     y[n] = (start + Σ_t w[t] · x[n + offset[t]]) / 2^shift, half to even, saturated
 *
 * Bytes are widened as they are loaded, so that rows need no preparation. Sobel's kernel takes 0.25 ns an output, by pairs of rows (dots.ts) 0.4 (Node 20).
 *
 *   reads     x, T taps at `taps`: offset in bytes, weight (i32, i32)
 *   writes    y[0 .. N-1], of `size` bytes: u8 or i16; N ≥ 32: the last 32 end flush with the row and compute some again
 */
export function small_u8(x: usize, taps: usize, T: usize, y: usize, N: usize, size: usize, start: i32, shift: i32): void {
  const tapsEnd = taps + T * 8;
  const from = i16x8.splat(<i16>start);
  const last = N - 32;
  let n: usize = 0;
  while (true) {
    let a = from, b = from, c = from, d = from;
    for (let t = taps; t < tapsEnd; t += 8) {
      const q = x + n + <usize>load<i32>(t);
      const w = v128.load16_splat(t, 4);
      a = i16x8.add(a, i16x8.mul(w, v128.load8x8_u(q)));
      b = i16x8.add(b, i16x8.mul(w, v128.load8x8_u(q, 8)));
      c = i16x8.add(c, i16x8.mul(w, v128.load8x8_u(q, 16)));
      d = i16x8.add(d, i16x8.mul(w, v128.load8x8_u(q, 24)));
    }
    if (shift > 0) {
      a = halfEven(a, shift);
      b = halfEven(b, shift);
      c = halfEven(c, shift);
      d = halfEven(d, shift);
    }
    const to = y + n * size;
    if (size == 1) {
      v128.store(to, i8x16.narrow_i16x8_u(a, b));
      v128.store(to, i8x16.narrow_i16x8_u(c, d), 16);
    } else {
      v128.store(to, a);
      v128.store(to, b, 16);
      v128.store(to, c, 32);
      v128.store(to, d, 48);
    }
    if (n == last) break;
    n = min<usize>(n + 32, last);
  }
}

/** a / 2^shift, half to even. */
// @ts-ignore: decorator
@inline
function halfEven(a: v128, shift: i32): v128 {
  const odd = v128.and(i16x8.shr_s(a, shift), i16x8.splat(1));
  const below: i32 = (1 << (shift - 1)) - 1;
  return i16x8.shr_s(i16x8.add(i16x8.add(a, odd), i16x8.splat(i16(below))), shift);
}
