/**
 * x[n] ← x[n] if it is finite, else 0.
 *
 *   reads     x[0 .. N-1]     no alignment needed
 *   writes    x[0 .. N-1]
 */
// @ts-ignore: decorator
@inline
function clearNonFinite<T>(x: usize, N: usize): void {
  const end = x + N * sizeof<T>();
  for (; x < end; x += sizeof<T>()) {
    const value = load<T>(x);
    if (value * <T>0 != <T>0) store<T>(x, <T>0);
  }
}

export function clear_non_finite_f32(x: usize, N: usize): void {
  clearNonFinite<f32>(x, N);
}

export function clear_non_finite_f64(x: usize, N: usize): void {
  clearNonFinite<f64>(x, N);
}

/**
 * x[n] ← the nearest integer, ties to even.
 *
 *   reads     x[0 .. N-1]     no alignment needed
 *   writes    x[0 .. N-1]
 */
// @ts-ignore: decorator
@inline
function round<T>(x: usize, N: usize): void {
  const end = x + N * sizeof<T>();
  // Adding 0 makes +0 of −0, as a sum of products is.
  for (; x + 16 <= end; x += 16) v128.store(x, v128.add<T>(v128.nearest<T>(v128.load(x)), v128.splat<T>(<T>0)));
  for (; x < end; x += sizeof<T>()) store<T>(x, nearest<T>(load<T>(x)) + <T>0);
}

export function round_f32(x: usize, N: usize): void {
  round<f32>(x, N);
}

export function round_f64(x: usize, N: usize): void {
  round<f64>(x, N);
}
