import { Form, im, put, re } from "./layout";

/**
 * Rows of complex numbers in the caller's order to rows of blocks:
 *
 *     y[r, c] = x[r, c],     0 ≤ r < R, 0 ≤ c < C
 *
 *   reads     x, row r at x + r·xPitch, no alignment needed
 *   writes    y, row r at y + r·yPitch, whole blocks: lanes from C on become 0
 */
// @ts-ignore: decorator
@inline
function loadColumns<T>(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, from: Form): void {
  const lanes: usize = 16 / sizeof<T>();
  const whole = C / lanes * 32;
  const rest = C % lanes * 2 * sizeof<T>();
  for (; R != 0; R--) {
    let p = x, q = y;
    for (const end = x + whole; p != end; p += 32, q += 32) {
      const u = v128.load(p), v = v128.load(p, 16);
      put<T>(q, re<T>(u, v, from), im<T>(u, v, from), 0, Form.Blocks);
    }
    if (rest) {
      const zero = v128.splat<T>(<T>0);
      put<T>(q, zero, zero, 0, Form.Blocks);
      const re: usize = from == Form.Pairs ? 0 : 16;
      for (const end = p + rest; p != end; p += 2 * sizeof<T>(), q += sizeof<T>()) {
        store<T>(q + re, load<T>(p));
        store<T>(q + (16 - re), load<T>(p, sizeof<T>()));
      }
    }
    x += xPitch, y += yPitch;
  }
}

/**
 * Rows of blocks to rows of complex numbers in the caller's order:
 *
 *     y[r, c] = scale · x[r, c],     0 ≤ r < R, 0 ≤ c < C
 *
 *   reads     x, row r at x + r·xPitch
 *   writes    y, row r at y + r·yPitch, no alignment needed
 */
// @ts-ignore: decorator
@inline
function storeColumns<T>(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, scale: T, to: Form): void {
  const lanes: usize = 16 / sizeof<T>();
  const whole = C / lanes * 32;
  const rest = C % lanes * 2 * sizeof<T>();
  const factor = v128.splat<T>(scale);
  for (; R != 0; R--) {
    let p = x, q = y;
    for (const end = x + whole; p != end; p += 32, q += 32) {
      put<T>(q, v128.mul<T>(v128.load(p), factor), v128.mul<T>(v128.load(p, 16), factor), 0, to);
    }
    const re: usize = to == Form.Pairs ? 0 : 16;
    for (const end = q + rest; q != end; p += sizeof<T>(), q += 2 * sizeof<T>()) {
      store<T>(q, load<T>(p + re) * scale);
      store<T>(q, load<T>(p + (16 - re)) * scale, sizeof<T>());
    }
    x += xPitch, y += yPitch;
  }
}

export function load_columns_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  loadColumns<f32>(x, y, R, C, xPitch, yPitch, Form.Pairs);
}
export function load_columns_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  loadColumns<f64>(x, y, R, C, xPitch, yPitch, Form.Pairs);
}

/** The same with re and im exchanged. */
export function load_columns_swapped_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  loadColumns<f32>(x, y, R, C, xPitch, yPitch, Form.Swapped);
}
export function load_columns_swapped_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  loadColumns<f64>(x, y, R, C, xPitch, yPitch, Form.Swapped);
}

export function store_columns_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, scale: f32): void {
  storeColumns<f32>(x, y, R, C, xPitch, yPitch, scale, Form.Pairs);
}
export function store_columns_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, scale: f64): void {
  storeColumns<f64>(x, y, R, C, xPitch, yPitch, scale, Form.Pairs);
}

/** The same with re and im exchanged. */
export function store_columns_swapped_f32(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, scale: f32): void {
  storeColumns<f32>(x, y, R, C, xPitch, yPitch, scale, Form.Swapped);
}
export function store_columns_swapped_f64(x: usize, y: usize, R: usize, C: usize, xPitch: usize, yPitch: usize, scale: f64): void {
  storeColumns<f64>(x, y, R, C, xPitch, yPitch, scale, Form.Swapped);
}

/** y[n] = scale · x[n], one complex number in every xStep bytes to one in every yStep. */
// @ts-ignore: decorator
@inline
function movePairs<T>(x: usize, y: usize, N: usize, xStep: usize, yStep: usize, scale: T): void {
  for (; N != 0; N--, x += xStep, y += yStep) {
    store<T>(y, load<T>(x) * scale);
    store<T>(y, load<T>(x, sizeof<T>()) * scale, sizeof<T>());
  }
}

export function move_pairs_f32(x: usize, y: usize, N: usize, xStep: usize, yStep: usize, scale: f32): void {
  movePairs<f32>(x, y, N, xStep, yStep, scale);
}
export function move_pairs_f64(x: usize, y: usize, N: usize, xStep: usize, yStep: usize, scale: f64): void {
  movePairs<f64>(x, y, N, xStep, yStep, scale);
}
