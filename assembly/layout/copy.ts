/**
 * Rows copied.
 *
 *   reads     x, rows `xPitch` bytes apart, `bytes` of each, a multiple of 4     no alignment needed
 *   writes    y, rows `yPitch` bytes apart                                       must not overlap x
 */
// @ts-ignore: decorator
@inline
function copy(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, bytes: usize): void {
  for (; rows > 0; rows--, x += xPitch, y += yPitch) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) v128.store(y + at, v128.load(x + at));
    for (; at < bytes; at += 4) store<i32>(y + at, load<i32>(x + at));
  }
}

export function copy_f32(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, bytes: usize): void { copy(x, xPitch, y, yPitch, rows, bytes); }
export function copy_f64(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, bytes: usize): void { copy(x, xPitch, y, yPitch, rows, bytes); }
