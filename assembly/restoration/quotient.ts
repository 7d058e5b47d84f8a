import { even, high, low, odd } from "../fft/layout";

/*
 * Quotients of spectra, complex numbers as re, im in turn, without alignment.
 */

/**
 * The Wiener quotient with a real penalty:
 *
 *     X[f] ← X[f] · H̄[f] / (|H[f]|² + balance · (R[f] + shift)²)
 *
 *   reads     H[0 .. N-1] as pairs, R[0 .. N-1] as reals
 *   writes    X[0 .. N-1]
 *   rounding  each operation to T
 */
// @ts-ignore: decorator
@inline
function wiener<T>(X: usize, H: usize, R: usize, N: usize, balance: T, shift: T): void {
  const l = v128.splat<T>(balance), s = v128.splat<T>(shift);
  const size = 2 * sizeof<T>();
  const end = X + N * size;
  for (; X + 32 <= end; X += 32, H += 32, R += 16) {
    const x0 = v128.load(X), x1 = v128.load(X, 16), h0 = v128.load(H), h1 = v128.load(H, 16);
    const xr = even<T>(x0, x1), xi = odd<T>(x0, x1), hr = even<T>(h0, h1), hi = odd<T>(h0, h1);
    const r = v128.add<T>(v128.load(R), s);
    const d = v128.add<T>(v128.add<T>(v128.mul<T>(hr, hr), v128.mul<T>(hi, hi)), v128.mul<T>(l, v128.mul<T>(r, r)));
    const re = v128.div<T>(v128.add<T>(v128.mul<T>(xr, hr), v128.mul<T>(xi, hi)), d);
    const im = v128.div<T>(v128.sub<T>(v128.mul<T>(xi, hr), v128.mul<T>(xr, hi)), d);
    v128.store(X, low<T>(re, im));
    v128.store(X, high<T>(re, im), 16);
  }
  for (; X < end; X += size, H += size, R += sizeof<T>()) {
    const xr = load<T>(X), xi = load<T>(X, sizeof<T>()), hr = load<T>(H), hi = load<T>(H, sizeof<T>()), r = load<T>(R) + shift;
    const d = hr * hr + hi * hi + balance * (r * r);
    store<T>(X, (xr * hr + xi * hi) / d);
    store<T>(X, (xi * hr - xr * hi) / d, sizeof<T>());
  }
}

/**
 * The plain quotient, with a floor under the divisor's magnitude m = |H[f]|:
 *
 *     X[f] ← X[f] · H̄[f] / (m · max(m, floor)),   X[f] / floor where m = 0 < floor
 *
 *   reads     H[0 .. N-1]
 *   writes    X[0 .. N-1]
 *   rounding  each operation to T
 */
// @ts-ignore: decorator
@inline
function inverse<T>(X: usize, H: usize, N: usize, floor: T): void {
  const size = 2 * sizeof<T>();
  for (const end = X + N * size; X < end; X += size, H += size) {
    const xr = load<T>(X), xi = load<T>(X, sizeof<T>());
    let hr = load<T>(H), hi = load<T>(H, sizeof<T>());
    let m = sqrt<T>(hr * hr + hi * hi);
    if (m == 0 && floor > 0) hr = m = floor;
    const d = m * max<T>(m, floor);
    store<T>(X, (xr * hr + xi * hi) / d);
    store<T>(X, (xi * hr - xr * hi) / d, sizeof<T>());
  }
}

/**
 * The largest |H[f]|², and no less than `start`.
 *
 *   reads     H[0 .. N-1]
 *   rounding  each operation to T
 */
// @ts-ignore: decorator
@inline
function largest<T>(H: usize, N: usize, start: T): T {
  const size = 2 * sizeof<T>();
  let most = start;
  for (const end = H + N * size; H < end; H += size) {
    const hr = load<T>(H), hi = load<T>(H, sizeof<T>());
    most = max<T>(most, hr * hr + hi * hi);
  }
  return most;
}

export function wiener_f32(X: usize, H: usize, R: usize, N: usize, balance: f32, shift: f32): void {
  wiener<f32>(X, H, R, N, balance, shift);
}
export function wiener_f64(X: usize, H: usize, R: usize, N: usize, balance: f64, shift: f64): void {
  wiener<f64>(X, H, R, N, balance, shift);
}

export function inverse_f32(X: usize, H: usize, N: usize, floor: f32): void {
  inverse<f32>(X, H, N, floor);
}
export function inverse_f64(X: usize, H: usize, N: usize, floor: f64): void {
  inverse<f64>(X, H, N, floor);
}

export function largest_f32(H: usize, N: usize, start: f32): f32 {
  return largest<f32>(H, N, start);
}
export function largest_f64(H: usize, N: usize, start: f64): f64 {
  return largest<f64>(H, N, start);
}
