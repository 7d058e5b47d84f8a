/**
 * Four rows of bytes as one line of four channels, less a centre, so that a pass along rows of one channel has vectors to add:
 *
 *     y[4n + r] = x[r, n] − centre,    0 ≤ r < 4, 0 ≤ n < N; rows from R on are row R − 1 again
 *
 *   reads     x[0 .. R-1, 0 .. N-1], rows `pitch` bytes apart     no alignment needed
 *   writes    y[0 .. 4N-1]
 *   rounding  none
 */
export function interleave_u8(x: usize, pitch: usize, R: usize, y: usize, N: usize, centre: f32): void {
  const x1 = x + min<usize>(1, R - 1) * pitch, x2 = x + min<usize>(2, R - 1) * pitch, x3 = x + min<usize>(3, R - 1) * pitch;
  const middle = f32x4.splat(centre);
  let n: usize = 0;
  for (; n + 8 <= N; n += 8, y += 128) {
    const upper = i8x16.shuffle(v128.load64_zero(x + n), v128.load64_zero(x1 + n), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const lower = i8x16.shuffle(v128.load64_zero(x2 + n), v128.load64_zero(x3 + n), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    fourPixels(i16x8.shuffle(upper, lower, 0, 8, 1, 9, 2, 10, 3, 11), y, middle);
    fourPixels(i16x8.shuffle(upper, lower, 4, 12, 5, 13, 6, 14, 7, 15), y + 64, middle);
  }
  for (; n < N; n++, y += 16) {
    const pixel = i32x4(load<u8>(x + n), load<u8>(x1 + n), load<u8>(x2 + n), load<u8>(x3 + n));
    v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(pixel), middle));
  }
}

// @ts-ignore: decorator
@inline
function fourPixels(bytes: v128, y: usize, middle: v128): void {
  const low = i16x8.extend_low_i8x16_u(bytes), high = i16x8.extend_high_i8x16_u(bytes);
  v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)), middle));
  v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), middle), 16);
  v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), middle), 32);
  v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), middle), 48);
}

/**
 * A line of four channels as four rows:
 *
 *     y[r, n] = x[4n + r],    0 ≤ r < R ≤ 4, 0 ≤ n < N
 *
 *   reads     x[0 .. 4N-1]                                          no alignment needed
 *   writes    y[0 .. R-1, 0 .. N-1], rows `pitch` bytes apart       must not overlap x
 */
export function separate_f32(x: usize, y: usize, pitch: usize, R: usize, N: usize): void {
  const y1 = y + min<usize>(1, R - 1) * pitch, y2 = y + min<usize>(2, R - 1) * pitch, y3 = y + min<usize>(3, R - 1) * pitch;
  let n: usize = 0;
  for (; n + 4 <= N; n += 4, x += 64) {
    const a = v128.load(x), b = v128.load(x, 16), c = v128.load(x, 32), d = v128.load(x, 48);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const over = v128.shuffle<f32>(a, b, 2, 6, 3, 7), under = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    // from the last row up, so that of rows that are one the first is written last
    v128.store(y3 + (n << 2), v128.shuffle<i64>(over, under, 1, 3));
    v128.store(y2 + (n << 2), v128.shuffle<i64>(over, under, 0, 2));
    v128.store(y1 + (n << 2), v128.shuffle<i64>(ab, cd, 1, 3));
    v128.store(y + (n << 2), v128.shuffle<i64>(ab, cd, 0, 2));
  }
  for (; n < N; n++, x += 16) {
    for (let r: usize = 0; r < R; r++) store<f32>(y + r * pitch + (n << 2), load<f32>(x + (r << 2)));
  }
}
