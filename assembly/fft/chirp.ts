import { Form, im, put, re, timesIm, timesRe } from "./layout";

/**
 * y[n] = scale · x[n] · h[n], complex numbers in the caller's order: the chirps of a
 * transform that is done as a convolution.
 *
 *   reads     x[0 .. N-1], h[0 .. N-1] as blocks
 *   writes    y[0 .. N-1], which may be x
 */
// @ts-ignore: decorator
@inline
function chirp<T>(x: usize, h: usize, y: usize, N: usize, scale: T, from: Form, to: Form): void {
  const lanes: usize = 16 / sizeof<T>();
  const factor = v128.splat<T>(scale);
  for (const end = x + N / lanes * 32; x != end; x += 32, h += 32, y += 32) {
    const u = v128.load(x), v = v128.load(x, 16), hr = v128.load(h), hi = v128.load(h, 16);
    const r = re<T>(u, v, from), i = im<T>(u, v, from);
    put<T>(y, v128.mul<T>(timesRe<T>(r, i, hr, hi), factor), v128.mul<T>(timesIm<T>(r, i, hr, hi), factor), 0, to);
  }
  for (const end = x + N % lanes * 2 * sizeof<T>(); x != end; x += 2 * sizeof<T>(), h += sizeof<T>(), y += 2 * sizeof<T>()) {
    const u = load<T>(x), v = load<T>(x, sizeof<T>()), hr = load<T>(h), hi = load<T>(h, 16);
    const r = from == Form.Swapped ? v : u, i = from == Form.Swapped ? u : v;
    const yr = (r * hr - i * hi) * scale, yi = (r * hi + i * hr) * scale;
    store<T>(y, to == Form.Swapped ? yi : yr);
    store<T>(y, to == Form.Swapped ? yr : yi, sizeof<T>());
  }
}

export function chirp_f32(x: usize, h: usize, y: usize, N: usize, scale: f32): void {
  chirp<f32>(x, h, y, N, scale, Form.Pairs, Form.Pairs);
}
export function chirp_f64(x: usize, h: usize, y: usize, N: usize, scale: f64): void {
  chirp<f64>(x, h, y, N, scale, Form.Pairs, Form.Pairs);
}

/** The same, re and im exchanged on the way in. */
export function chirp_from_swapped_f32(x: usize, h: usize, y: usize, N: usize, scale: f32): void {
  chirp<f32>(x, h, y, N, scale, Form.Swapped, Form.Pairs);
}
export function chirp_from_swapped_f64(x: usize, h: usize, y: usize, N: usize, scale: f64): void {
  chirp<f64>(x, h, y, N, scale, Form.Swapped, Form.Pairs);
}

/** The same, re and im exchanged on the way out. */
export function chirp_to_swapped_f32(x: usize, h: usize, y: usize, N: usize, scale: f32): void {
  chirp<f32>(x, h, y, N, scale, Form.Pairs, Form.Swapped);
}
export function chirp_to_swapped_f64(x: usize, h: usize, y: usize, N: usize, scale: f64): void {
  chirp<f64>(x, h, y, N, scale, Form.Pairs, Form.Swapped);
}
