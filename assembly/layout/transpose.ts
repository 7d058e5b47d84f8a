import { squareOf4 } from "./square";

/**
 * A matrix turned round: y[j, i] = x[i, j], 0 ≤ i < rows, 0 ≤ j < columns.
 *
 *   reads     x, rows `xPitch` bytes apart     no alignment needed
 *   writes    y, rows `yPitch` bytes apart     must not overlap x
 */
// @ts-ignore: decorator
@inline
function transpose<T>(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void {
  const size: usize = sizeof<T>();
  const lanes: usize = 16 / size;
  let i: usize = 0;
  for (; i + lanes <= rows; i += lanes, x += lanes * xPitch, y += 16) {
    let j: usize = 0;
    let p = x;
    let q = y;
    for (; j + lanes <= columns; j += lanes, p += 16, q += lanes * yPitch) {
      if (size == 4) squareOf4(v128.load(p), v128.load(p + xPitch), v128.load(p + 2 * xPitch), v128.load(p + 3 * xPitch), q, yPitch);
      else {
        const a = v128.load(p), b = v128.load(p + xPitch);
        v128.store(q, v128.shuffle<f64>(a, b, 0, 2));
        v128.store(q + yPitch, v128.shuffle<f64>(a, b, 1, 3));
      }
    }
    for (; j < columns; j++, p += size, q += yPitch) {
      for (let n: usize = 0; n < lanes; n++) store<T>(q + n * size, load<T>(p + n * xPitch));
    }
  }
  for (; i < rows; i++, x += xPitch, y += size) {
    for (let j: usize = 0, q: usize = y; j < columns; j++, q += yPitch) store<T>(q, load<T>(x + j * size));
  }
}

export function transpose_f32(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void { transpose<f32>(x, xPitch, y, yPitch, rows, columns); }
export function transpose_f64(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void { transpose<f64>(x, xPitch, y, yPitch, rows, columns); }

/** The same of complex numbers, as re, im. */
export { transpose_f64 as transpose_pairs_f32 };
export function transpose_pairs_f64(x: usize, xPitch: usize, y: usize, yPitch: usize, rows: usize, columns: usize): void {
  for (; rows != 0; rows--, x += xPitch, y += 16) {
    for (let p = x, q = y, end = x + columns * 16; p != end; p += 16, q += yPitch) v128.store(q, v128.load(p));
  }
}
