/**
 * Integers as f32, exactly:
 *
 *     y[n] = x[n] − centre
 *
 *   reads     x[0 .. N-1]     no alignment needed
 *   writes    y[0 .. N-1]     must not overlap x
 */
// @ts-ignore: decorator
@inline
function widen<T>(x: usize, y: usize, N: usize, centre: f32): void {
  const end = y + (N << 2);
  const middle = f32x4.splat(centre);
  for (; y + 32 <= end; y += 32, x += 8 * sizeof<T>()) {
    const eight = sizeof<T>() == 1 ? v128.load8x8_u(x) : v128.load(x);
    const low = isSigned<T>() ? i32x4.extend_low_i16x8_s(eight) : i32x4.extend_low_i16x8_u(eight);
    const high = isSigned<T>() ? i32x4.extend_high_i16x8_s(eight) : i32x4.extend_high_i16x8_u(eight);
    v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(low), middle));
    v128.store(y, f32x4.sub(f32x4.convert_i32x4_s(high), middle), 16);
  }
  for (; y < end; y += 4, x += sizeof<T>()) store<f32>(y, <f32>load<T>(x) - centre);
}

export function widen_u8(x: usize, y: usize, N: usize, centre: f32): void {
  widen<u8>(x, y, N, centre);
}

export function widen_u16(x: usize, y: usize, N: usize, centre: f32): void {
  widen<u16>(x, y, N, centre);
}

export function widen_i16(x: usize, y: usize, N: usize, centre: f32): void {
  widen<i16>(x, y, N, centre);
}
