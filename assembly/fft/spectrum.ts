/**
 * Product of two spectra, x[f] ← x[f] · h[f], stored re, im in turn.
 *
 *   reads     x[0 .. F-1], h[0 .. F-1]
 *   writes    x
 */
// @ts-ignore: decorator
@inline
function multiply<T>(x: usize, h: usize, F: usize): void {
  const end = x + F * 2 * sizeof<T>();
  for (; x < end; x += 2 * sizeof<T>(), h += 2 * sizeof<T>()) {
    const xr = load<T>(x), xi = load<T>(x, sizeof<T>());
    const hr = load<T>(h), hi = load<T>(h, sizeof<T>());
    store<T>(x, xr * hr - xi * hi);
    store<T>(x, xr * hi + xi * hr, sizeof<T>());
  }
}

export function multiply_spectra_f32(x: usize, h: usize, F: usize): void { multiply<f32>(x, h, F); }
export function multiply_spectra_f64(x: usize, h: usize, F: usize): void { multiply<f64>(x, h, F); }
