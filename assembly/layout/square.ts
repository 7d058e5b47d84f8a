/**
 * A square of vectors, as many as a vector has lanes, read by rows `xPitch` bytes apart, shifted and clamped, and written by columns:
 *
 *     y[j, i] = min(max(x[i, j] + shift[j], least), most)
 *
 * NaN stays NaN, since pmin and pmax keep their first operand where they cannot compare.
 */
// @ts-ignore: decorator
@inline
export function transposed<T>(x: usize, xPitch: usize, y: usize, yPitch: usize, shift: v128, least: v128, most: v128): void {
  if (sizeof<T>() == 4) {
    const a = clamped<T>(v128.load(x), shift, least, most), b = clamped<T>(v128.load(x + xPitch), shift, least, most);
    const c = clamped<T>(v128.load(x + 2 * xPitch), shift, least, most), d = clamped<T>(v128.load(x + 3 * xPitch), shift, least, most);
    squareOf4(a, b, c, d, y, yPitch);
  } else {
    const a = clamped<T>(v128.load(x), shift, least, most), b = clamped<T>(v128.load(x + xPitch), shift, least, most);
    v128.store(y, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(y + yPitch, v128.shuffle<f64>(a, b, 1, 3));
  }
}

// @ts-ignore: decorator
@inline
export function clamped<T>(x: v128, shift: v128, least: v128, most: v128): v128 {
  return v128.pmin<T>(v128.pmax<T>(v128.add<T>(x, shift), least), most);
}

/** Four vectors of f32 written as columns: row i of y is lane i of each. */
// @ts-ignore: decorator
@inline
export function squareOf4(a: v128, b: v128, c: v128, d: v128, y: usize, yPitch: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ba = v128.shuffle<f32>(a, b, 2, 6, 3, 7), dc = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(y, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(y + yPitch, v128.shuffle<f64>(ab, cd, 1, 3));
  v128.store(y + 2 * yPitch, v128.shuffle<f64>(ba, dc, 0, 2));
  v128.store(y + 3 * yPitch, v128.shuffle<f64>(ba, dc, 1, 3));
}
