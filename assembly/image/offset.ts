/** y[n] ← y[n] + delta, for N numbers. */
// @ts-ignore: decorator
@inline
function offset<T>(y: usize, N: usize, delta: T): void {
  for (const end = y + N * sizeof<T>(); y < end; y += sizeof<T>()) store<T>(y, <T>(load<T>(y) + delta));
}

export function offset_f32(y: usize, N: usize, delta: f32): void {
  offset<f32>(y, N, delta);
}

export function offset_f64(y: usize, N: usize, delta: f64): void {
  offset<f64>(y, N, delta);
}
