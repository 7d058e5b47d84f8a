/**
 * Σ x[n] in double precision: NaN or infinite if a number is, or else finite of f32.
 *
 *   reads     x[0 .. N-1]    no alignment needed
 *   rounding  eight sums of every eighth number, then their sum
 */
// @ts-ignore: decorator
@inline
function total<T>(x: usize, N: usize): f64 {
  const size: usize = sizeof<T>();
  const end = x + N * size;
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (; x + 8 * size <= end; x += 8 * size) {
    s0 = f64x2.add(s0, two<T>(x));
    s1 = f64x2.add(s1, two<T>(x + 2 * size));
    s2 = f64x2.add(s2, two<T>(x + 4 * size));
    s3 = f64x2.add(s3, two<T>(x + 6 * size));
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; x < end; x += size) sum += <f64>load<T>(x);
  return sum;
}

/** Two neighbouring numbers as doubles. */
// @ts-ignore: decorator
@inline
export function two<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(p)) : v128.load(p);
}

export function total_f32(x: usize, N: usize): f64 { return total<f32>(x, N); }
export function total_f64(x: usize, N: usize): f64 { return total<f64>(x, N); }
