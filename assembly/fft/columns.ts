import { Form, im, put, re } from "./layout";

/**
 * Rows of complex numbers in the caller's order to rows of blocks:
 *
 *     y[r, c] = x[r, c],     0 ≤ r < R, 0 ≤ c < C
 *
 *   reads     x, row r at x + r·xPitch, no alignment needed
 *   writes    y, row r at y + r·yPitch, whole blocks: lanes from C on become 0; re goes `real` bytes into a
 *             block and im the other half: 16 exchanges them, for an inverse
 */
// @ts-ignore: decorator
@inline
function loadColumns<T>(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize): void {
  const lanes: usize = 16 / sizeof<T>();
  const whole = C / lanes * 32;
  const rest = C % lanes * 2 * sizeof<T>();
  const imaginary = <usize>16 - real;
  for (; R != 0; R--) {
    let p = x, q = y;
    for (const end = x + whole; p != end; p += 32, q += 32) {
      const u = v128.load(p), v = v128.load(p, 16);
      v128.store(q + real, re<T>(u, v, Form.Pairs));
      v128.store(q + imaginary, im<T>(u, v, Form.Pairs));
    }
    if (rest) {
      const zero = v128.splat<T>(<T>0);
      v128.store(q, zero);
      v128.store(q, zero, 16);
      for (const end = p + rest; p != end; p += 2 * sizeof<T>(), q += sizeof<T>()) {
        store<T>(q + real, load<T>(p));
        store<T>(q + imaginary, load<T>(p, sizeof<T>()));
      }
    }
    x += xPitch, y += yPitch;
  }
}

/**
 * Rows of blocks to rows of complex numbers in the caller's order:
 *
 *     y[r, c] = x[r, c],     0 ≤ r < R, 0 ≤ c < C
 *
 * and where re and im are exchanged, for an inverse, y is scaled: divided by `scale` if `divides`, else multiplied.
 *
 *   reads     x, row r at x + r·xPitch; re is `real` bytes into a block, as above
 *   writes    y, row r at y + r·yPitch, no alignment needed
 */
// @ts-ignore: decorator
@inline
function storeColumns<T>(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize, scale: T, divides: i32): void {
  const lanes: usize = 16 / sizeof<T>();
  const whole = C / lanes * 32;
  const rest = C % lanes * 2 * sizeof<T>();
  const imaginary = <usize>16 - real;
  const scales = v128.splat<T>(scale);
  for (; R != 0; R--) {
    let p = x, q = y;
    for (const end = x + whole; p != end; p += 32, q += 32) {
      let r = v128.load(p + real), i = v128.load(p + imaginary);
      // Branches over both parts: each alone would become a choice between results, all of them computed, and divisions take four times as long as the rest.
      if (real) {
        if (divides) {
          r = v128.div<T>(r, scales);
          i = v128.div<T>(i, scales);
        } else {
          r = v128.mul<T>(r, scales);
          i = v128.mul<T>(i, scales);
        }
      }
      put<T>(q, r, i, Form.Pairs);
    }
    for (const end = q + rest; q != end; p += sizeof<T>(), q += 2 * sizeof<T>()) {
      let r = load<T>(p + real), i = load<T>(p + imaginary);
      if (real) r = divides ? r / scale : r * scale, i = divides ? i / scale : i * scale;
      store<T>(q, r);
      store<T>(q, i, sizeof<T>());
    }
    x += xPitch, y += yPitch;
  }
}

export function load_columns_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize): void {
  loadColumns<f32>(x, y, R, C, xPitch, yPitch, real);
}
export function load_columns_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize): void {
  loadColumns<f64>(x, y, R, C, xPitch, yPitch, real);
}

export function store_columns_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize, scale: f32, divides: i32): void {
  storeColumns<f32>(x, y, R, C, xPitch, yPitch, real, scale, divides);
}
export function store_columns_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, real: usize, scale: f64, divides: i32): void {
  storeColumns<f64>(x, y, R, C, xPitch, yPitch, real, scale, divides);
}

/** y[n] = scale · x[n], one number in every xStep bytes to one in every yStep, from the first on; y may be x. */
// @ts-ignore: decorator
@inline
function move<T>(x: usize, y: usize, N: usize, xStep: usize, yStep: usize, scale: T): void {
  for (; N != 0; N--, x += xStep, y += yStep) store<T>(y, load<T>(x) * scale);
}

export function move_f32(x: usize, y: usize, N: usize, xStep: usize, yStep: usize, scale: f32): void {
  move<f32>(x, y, N, xStep, yStep, scale);
}
export function move_f64(x: usize, y: usize, N: usize, xStep: usize, yStep: usize, scale: f64): void {
  move<f64>(x, y, N, xStep, yStep, scale);
}
