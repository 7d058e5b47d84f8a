/** y[n, C − 1] ← x[n, C − 1]: the last of C interleaved channels of N pixels. */
// @ts-ignore: decorator
@inline
function keep<T>(x: usize, y: usize, N: usize, C: usize): void {
  const step = C * sizeof<T>();
  for (const end = x + N * step; x < end; x += step, y += step) store<T>(y + step - sizeof<T>(), load<T>(x + step - sizeof<T>()));
}

export function keep_u8(x: usize, y: usize, N: usize, C: usize): void {
  keep<u8>(x, y, N, C);
}

export function keep_u16(x: usize, y: usize, N: usize, C: usize): void {
  keep<u16>(x, y, N, C);
}

export function keep_f32(x: usize, y: usize, N: usize, C: usize): void {
  keep<u32>(x, y, N, C);
}

export function keep_f64(x: usize, y: usize, N: usize, C: usize): void {
  keep<u64>(x, y, N, C);
}
