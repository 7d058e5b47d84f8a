/**
 * A matrix found by strides, as a panel, 32 bytes of neighbouring columns wide (W = 8 of f32, 4 of f64), and 0 beyond its columns:
 *
 *     y[k, o] = x[k, o],    0 ≤ k < K, 0 ≤ o < W
 *
 *   reads     x, rows `kStep` bytes apart and columns `oStep`, O ≤ W of them
 *   writes    y[0 .. K-1, 0 .. W-1]
 */
// @ts-ignore: decorator
@inline
function panel<T>(x: usize, kStep: usize, oStep: usize, y: usize, K: usize, O: usize): void {
  const last = O * sizeof<T>();
  for (; K > 0; K--, x += kStep, y += 32) {
    let o: usize = 0;
    for (let p = x; o < last; o += sizeof<T>(), p += oStep) store<T>(y + o, load<T>(p));
    for (; o < 32; o += sizeof<T>()) store<T>(y + o, <T>0);
  }
}

/**
 * And back: x[k, o] = y[k, o].
 *
 *   reads     y[0 .. K-1, 0 .. O-1]
 *   writes    x, rows `kStep` bytes apart and columns `oStep`
 */
// @ts-ignore: decorator
@inline
function unpanel<T>(y: usize, x: usize, kStep: usize, oStep: usize, K: usize, O: usize): void {
  const last = O * sizeof<T>();
  for (; K > 0; K--, x += kStep, y += 32) {
    for (let o: usize = 0, p = x; o < last; o += sizeof<T>(), p += oStep) store<T>(p, load<T>(y + o));
  }
}

export function panel_f32(x: usize, kStep: usize, oStep: usize, y: usize, K: usize, O: usize): void { panel<f32>(x, kStep, oStep, y, K, O); }
export function panel_f64(x: usize, kStep: usize, oStep: usize, y: usize, K: usize, O: usize): void { panel<f64>(x, kStep, oStep, y, K, O); }
export function unpanel_f32(y: usize, x: usize, kStep: usize, oStep: usize, K: usize, O: usize): void { unpanel<f32>(y, x, kStep, oStep, K, O); }
export function unpanel_f64(y: usize, x: usize, kStep: usize, oStep: usize, K: usize, O: usize): void { unpanel<f64>(y, x, kStep, oStep, K, O); }
