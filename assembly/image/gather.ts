/**
 * One channel of a row as floats:
 *
 *     y[n] = x[n·step] − bias
 *
 *   reads     x[0 .. (N−1)·step], in whole vectors where step is 4
 *   writes    y[0 .. N-1], f32
 */
export function gather_u8(x: usize, step: usize, y: usize, N: usize, bias: i32): void {
  const end = y + (N << 2);
  const shift = v128.splat<i32>(bias);
  if (step == 4) {
    const mask = i32x4.splat(255);
    for (; y + 16 <= end; x += 16, y += 16) v128.store(y, f32x4.convert_i32x4_s(i32x4.sub(v128.and(v128.load(x), mask), shift)));
  }
  for (; y < end; x += step, y += 4) store<f32>(y, <f32>(<i32>load<u8>(x) - bias));
}

/** y[n·yStep] = x[n·xStep] + delta of N numbers, which may be x: takes one channel out of a row, with a delta of −0 as it is, and puts it back. */
// @ts-ignore: decorator
@inline
function move<T>(x: usize, xStep: usize, y: usize, yStep: usize, N: usize, delta: T): void {
  for (; N > 0; N--, x += xStep * sizeof<T>(), y += yStep * sizeof<T>()) store<T>(y, <T>(load<T>(x) + delta));
}

export function move_f32(x: usize, xStep: usize, y: usize, yStep: usize, N: usize, delta: f32): void {
  move<f32>(x, xStep, y, yStep, N, delta);
}

export function move_f64(x: usize, xStep: usize, y: usize, yStep: usize, N: usize, delta: f64): void {
  move<f64>(x, xStep, y, yStep, N, delta);
}
