/**
 * y[n] ← y[n] / d[n].
 *
 *   reads     d[0 .. N-1], y    no alignment needed
 *   writes    y[0 .. N-1]
 */
// @ts-ignore: decorator
@inline
function divide<T>(y: usize, d: usize, N: usize): void {
  const end = y + N * sizeof<T>();
  for (; y + 16 <= end; y += 16, d += 16) v128.store(y, v128.div<T>(v128.load(y), v128.load(d)));
  for (; y < end; y += sizeof<T>(), d += sizeof<T>()) store<T>(y, load<T>(y) / load<T>(d));
}

export function divide_f32(y: usize, d: usize, N: usize): void { divide<f32>(y, d, N); }
export function divide_f64(y: usize, d: usize, N: usize): void { divide<f64>(y, d, N); }

/**
 * Whether a NaN is among x[0 .. N-1], or, which costs the caller no more than time, infinities of both signs: Σ x is NaN then.
 *
 *   reads     x[0 .. N-1]    no alignment needed
 */
// @ts-ignore: decorator
@inline
function hasNan<T>(x: usize, N: usize): i32 {
  const end = x + N * sizeof<T>();
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
  for (; x + 64 <= end; x += 64) {
    s0 = v128.add<T>(s0, v128.load(x));
    s1 = v128.add<T>(s1, v128.load(x, 16));
    s2 = v128.add<T>(s2, v128.load(x, 32));
    s3 = v128.add<T>(s3, v128.load(x, 48));
  }
  let rest: T = <T>0;
  for (; x < end; x += sizeof<T>()) rest += load<T>(x);
  s0 = v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3));
  return i32(v128.any_true(v128.ne<T>(s0, s0))) | i32(rest != rest);
}

export function has_nan_f32(x: usize, N: usize): i32 { return hasNan<f32>(x, N); }
export function has_nan_f64(x: usize, N: usize): i32 { return hasNan<f64>(x, N); }
