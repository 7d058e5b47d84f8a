/**
 * What has to be known of a signal before it is transformed, in four f64 at r:
 *
 *     r[0] = max |x[n]|    r[1] = Σ x[n]²    r[2] = Σ 0 · x[n]    r[3] = Σ |x[n] − nearest(x[n])|
 *
 * r[2] is NaN if a sample is not finite, and then the others say nothing; r[3] is 0 if all are integers.
 *
 *   reads     x[0 .. N-1]     no alignment needed
 *   writes    r[0 .. 3]
 *   rounding  sums are in f64
 */
// @ts-ignore: decorator
@inline
function measure<T>(x: usize, N: usize, r: usize): void {
  const end = x + N * sizeof<T>();
  let largest = f64x2.splat(0), squares = largest, zeros = largest, fractions = largest;
  for (; x + 16 <= end; x += 16) {
    const low = sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(x)) : v128.load(x);
    largest = f64x2.pmax(largest, f64x2.abs(low));
    squares = f64x2.add(squares, f64x2.mul(low, low));
    zeros = f64x2.add(zeros, f64x2.mul(low, f64x2.splat(0)));
    fractions = f64x2.add(fractions, f64x2.abs(f64x2.sub(low, f64x2.nearest(low))));
    if (sizeof<T>() == 4) {
      const high = f64x2.promote_low_f32x4(v128.load64_zero(x + 8));
      largest = f64x2.pmax(largest, f64x2.abs(high));
      squares = f64x2.add(squares, f64x2.mul(high, high));
      zeros = f64x2.add(zeros, f64x2.mul(high, f64x2.splat(0)));
      fractions = f64x2.add(fractions, f64x2.abs(f64x2.sub(high, f64x2.nearest(high))));
    }
  }
  // The other lane of these holds 0, which adds nothing.
  for (; x < end; x += sizeof<T>()) {
    const one = f64x2.replace_lane(f64x2.splat(0), 0, <f64>load<T>(x));
    largest = f64x2.pmax(largest, f64x2.abs(one));
    squares = f64x2.add(squares, f64x2.mul(one, one));
    zeros = f64x2.add(zeros, f64x2.mul(one, f64x2.splat(0)));
    fractions = f64x2.add(fractions, f64x2.abs(f64x2.sub(one, f64x2.nearest(one))));
  }
  store<f64>(r, max<f64>(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)));
  store<f64>(r, f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1), 8);
  store<f64>(r, f64x2.extract_lane(zeros, 0) + f64x2.extract_lane(zeros, 1), 16);
  store<f64>(r, f64x2.extract_lane(fractions, 0) + f64x2.extract_lane(fractions, 1), 24);
}

export function measure_f32(x: usize, N: usize, r: usize): void {
  measure<f32>(x, N, r);
}

export function measure_f64(x: usize, N: usize, r: usize): void {
  measure<f64>(x, N, r);
}

/**
 * Σ x[n]², which is not finite if a sample is not, or the sum overflows.
 *
 *   reads     x[0 .. N-1]     no alignment needed
 *   rounding  four sums of vectors in T, added at the end
 */
// @ts-ignore: decorator
@inline
function sumSquares<T>(x: usize, N: usize): T {
  const end = x + N * sizeof<T>();
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
  for (; x + 64 <= end; x += 64) {
    const a = v128.load(x), b = v128.load(x, 16), c = v128.load(x, 32), d = v128.load(x, 48);
    s0 = v128.add<T>(s0, v128.mul<T>(a, a));
    s1 = v128.add<T>(s1, v128.mul<T>(b, b));
    s2 = v128.add<T>(s2, v128.mul<T>(c, c));
    s3 = v128.add<T>(s3, v128.mul<T>(d, d));
  }
  s0 = v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3));
  let sum = v128.extract_lane<T>(s0, 0) + v128.extract_lane<T>(s0, 1);
  if (sizeof<T>() == 4) sum += v128.extract_lane<T>(s0, 2) + v128.extract_lane<T>(s0, 3);
  for (; x < end; x += sizeof<T>()) sum += load<T>(x) * load<T>(x);
  return sum;
}

export function sum_squares_f32(x: usize, N: usize): f32 {
  return sumSquares<f32>(x, N);
}

export function sum_squares_f64(x: usize, N: usize): f64 {
  return sumSquares<f64>(x, N);
}
