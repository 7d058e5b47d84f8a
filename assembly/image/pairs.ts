/**
 * Two rows of samples side by side, as 16-bit integers:
 *
 *     y[2n] = a[n] − bias,    y[2n + 1] = b[n] − bias
 *
 * of which one instruction multiplies and adds two taps in a column.
 *
 *   reads     a, b  [0 .. N-1], in whole vectors
 *   writes    y[0 .. 2N-1], in whole vectors of a and b; bias is 32768 for u16, which 16 signed bits do not hold, otherwise 0
 */
// @ts-ignore: decorator
@inline
function pairs<T>(a: usize, b: usize, y: usize, N: usize, bias: i32): void {
  for (const end = a + N * sizeof<T>(); a < end; a += 16, b += 16) {
    const va = v128.load(a), vb = v128.load(b);
    if (sizeof<T>() == 1) {
      const low = i8x16.shuffle(va, vb, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const high = i8x16.shuffle(va, vb, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      v128.store(y, i16x8.extend_low_i8x16_u(low));
      v128.store(y, i16x8.extend_high_i8x16_u(low), 16);
      v128.store(y, i16x8.extend_low_i8x16_u(high), 32);
      v128.store(y, i16x8.extend_high_i8x16_u(high), 48);
      y += 64;
    } else {
      const less = i16x8.splat(<i16>bias);
      v128.store(y, i16x8.sub(i16x8.shuffle(va, vb, 0, 8, 1, 9, 2, 10, 3, 11), less));
      v128.store(y, i16x8.sub(i16x8.shuffle(va, vb, 4, 12, 5, 13, 6, 14, 7, 15), less), 16);
      y += 32;
    }
  }
}

export function pairs_u8(a: usize, b: usize, y: usize, N: usize): void {
  pairs<u8>(a, b, y, N, 0);
}

export function pairs_i16(a: usize, b: usize, y: usize, N: usize, bias: i32): void {
  pairs<i16>(a, b, y, N, bias);
}
