/**
 * A row of bytes with neighbouring pixels side by side, as 16-bit integers:
 *
 *     y[(j·C + c)·2 + p] = x[(2j + p)·C + c] · factor,    p = 0, 1, for channels c of C ≤ 8
 *
 * of which one instruction multiplies and adds two taps in a row.
 *
 *   reads     x[0 .. N-1] in vectors of `unit` bytes, the most pairs of pixels that sixteen hold; at `order` (u8 × 32) where in them each byte of
 *             y comes from, which is nowhere for upper bytes; 0 where they stand in order, as those of one channel do
 *   writes    y[0 .. N-1], and up to 31 numbers more
 */
export function couple_u8(x: usize, y: usize, N: usize, unit: usize, order: usize, factor: i32): void {
  const end = x + N;
  const times = i16x8.splat(<i16>factor);
  if (order == 0) {
    for (; x < end; x += 16, y += 32) {
      v128.store(y, i16x8.mul(v128.load8x8_u(x), times));
      v128.store(y, i16x8.mul(v128.load8x8_u(x, 8), times), 16);
    }
    return;
  }
  const low = v128.load(order), high = v128.load(order, 16);
  for (; x < end; x += unit, y += unit << 1) {
    const v = v128.load(x);
    v128.store(y, i16x8.mul(i8x16.swizzle(v, low), times));
    v128.store(y, i16x8.mul(i8x16.swizzle(v, high), times), 16);
  }
}
