/**
 * y[n] = x[n], from a number type to f32 or f64.
 *
 *   reads     x[0 .. N-1]     no alignment needed
 *   writes    y[0 .. N-1]     must not overlap x
 *   rounding  to nearest, ties to even, where the result's type cannot hold x[n]
 */
// @ts-ignore: decorator
@inline
function convert<From, To>(x: usize, y: usize, N: usize): void {
  const end = y + N * sizeof<To>();
  // floats go two at a time
  if (isFloat<From>()) {
    for (; y + 2 * sizeof<To>() <= end; x += 2 * sizeof<From>(), y += 2 * sizeof<To>()) {
      if (sizeof<To>() == 8) v128.store(y, f64x2.promote_low_f32x4(v128.load64_zero(x)));
      else v128.store64_lane(y, f32x4.demote_f64x2_zero(v128.load(x)), 0);
    }
  }
  for (; y < end; x += sizeof<From>(), y += sizeof<To>()) store<To>(y, <To>load<From>(x));
}

export function from_i8_f64(x: usize, y: usize, N: usize): void { convert<i8, f64>(x, y, N); }
export function from_u8_f64(x: usize, y: usize, N: usize): void { convert<u8, f64>(x, y, N); }
export function from_i16_f64(x: usize, y: usize, N: usize): void { convert<i16, f64>(x, y, N); }
export function from_u16_f64(x: usize, y: usize, N: usize): void { convert<u16, f64>(x, y, N); }
export function from_i32_f64(x: usize, y: usize, N: usize): void { convert<i32, f64>(x, y, N); }
export function from_u32_f64(x: usize, y: usize, N: usize): void { convert<u32, f64>(x, y, N); }
export function from_f32_f64(x: usize, y: usize, N: usize): void { convert<f32, f64>(x, y, N); }
export function from_f64_f32(x: usize, y: usize, N: usize): void { convert<f64, f32>(x, y, N); }
