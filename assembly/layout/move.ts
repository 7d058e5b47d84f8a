/**
 * A matrix moved from one place to another, both found by strides: y[i, j] = x[i, j].
 *
 *   reads     x, rows `xRow` bytes apart and columns `xStep`
 *   writes    y, rows `yRow` bytes apart and columns `yStep`; must not overlap x
 */
// @ts-ignore: decorator
@inline
function move<T>(x: usize, xRow: usize, xStep: usize, y: usize, yRow: usize, yStep: usize, rows: usize, columns: usize): void {
  for (; rows > 0; rows--, x += xRow, y += yRow) {
    let p = x;
    let q = y;
    for (let j = columns; j > 0; j--, p += xStep, q += yStep) store<T>(q, load<T>(p));
  }
}

export function move_f32(x: usize, xRow: usize, xStep: usize, y: usize, yRow: usize, yStep: usize, rows: usize, columns: usize): void { move<f32>(x, xRow, xStep, y, yRow, yStep, rows, columns); }
export function move_f64(x: usize, xRow: usize, xStep: usize, y: usize, yRow: usize, yStep: usize, rows: usize, columns: usize): void { move<f64>(x, xRow, xStep, y, yRow, yStep, rows, columns); }
