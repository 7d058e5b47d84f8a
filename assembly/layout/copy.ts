/**
 * Rows copied: y[i, j] = x[i, j], 0 ≤ i < rows, 0 ≤ j < columns.
 *
 *   reads     x, rows `xPitch` bytes apart     no alignment needed
 *   writes    y, rows `yPitch` bytes apart     must not overlap x
 */
// @ts-ignore: decorator
@inline
function copy<T>(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void {
  const bytes = columns * sizeof<T>();
  for (; rows > 0; rows--, x += xPitch, y += yPitch) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) v128.store(y + at, v128.load(x + at));
    for (; at < bytes; at += sizeof<T>()) store<T>(y + at, load<T>(x + at));
  }
}

export function copy_f32(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void { copy<f32>(x, xPitch, y, yPitch, rows, columns); }
export function copy_f64(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void { copy<f64>(x, xPitch, y, yPitch, rows, columns); }
