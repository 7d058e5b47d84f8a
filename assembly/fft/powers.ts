/*
 * Orders of the points 1 … p − 1 of a transform of p points, p a prime, by their logarithms to the base of a primitive root. `places` has, for each
 * point, how many bytes behind the pointer it lies in the other order. Their number is even, and loops take two at a time.
 */

/**
 * Complex numbers to their places, and back:
 *
 *     y[places[n]] = x[n]          y[n] = scale · x[places[n]],     0 ≤ n < N
 *
 *   reads     x, as re, im, no alignment needed; places
 *   writes    y likewise; where numbers come back, `step` bytes apart; must not overlap x
 */
// @ts-ignore: decorator
@inline
function scatterPairs<T>(x: usize, y: usize, places: usize, N: usize): void {
  for (const end = places + N * 4; places != end; places += 8, x += 4 * sizeof<T>()) {
    putPair<T>(y + load<usize>(places), pair<T>(x));
    putPair<T>(y + load<usize>(places, 4), pair<T>(x + 2 * sizeof<T>()));
  }
}

// @ts-ignore: decorator
@inline
function gatherPairs<T>(x: usize, y: usize, places: usize, N: usize, step: usize, scale: T): void {
  const scales = v128.splat<T>(scale);
  for (const end = places + N * 4; places != end; places += 8, y += 2 * step) {
    putPair<T>(y, v128.mul<T>(pair<T>(x + load<usize>(places)), scales));
    putPair<T>(y + step, v128.mul<T>(pair<T>(x + load<usize>(places, 4)), scales));
  }
}

// @ts-ignore: decorator
@inline
function pair<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? v128.load64_zero(p) : v128.load(p);
}

// @ts-ignore: decorator
@inline
function putPair<T>(p: usize, a: v128): void {
  if (sizeof<T>() == 4) v128.store64_lane(p, a, 0);
  else v128.store(p, a);
}

export function scatter_pairs_f32(x: usize, y: usize, places: usize, N: usize): void {
  scatterPairs<f32>(x, y, places, N);
}
export function scatter_pairs_f64(x: usize, y: usize, places: usize, N: usize): void {
  scatterPairs<f64>(x, y, places, N);
}

export function gather_pairs_f32(x: usize, y: usize, places: usize, N: usize, step: usize, scale: f32): void {
  gatherPairs<f32>(x, y, places, N, step, scale);
}
export function gather_pairs_f64(x: usize, y: usize, places: usize, N: usize, step: usize, scale: f64): void {
  gatherPairs<f64>(x, y, places, N, step, scale);
}

/** The same of real numbers: y[places[n]] = x[n], and y[n] = scale · x[places[n]]. */
// @ts-ignore: decorator
@inline
function scatter<T>(x: usize, y: usize, places: usize, N: usize): void {
  for (const end = places + N * 4; places != end; places += 8, x += 2 * sizeof<T>()) {
    store<T>(y + load<usize>(places), load<T>(x));
    store<T>(y + load<usize>(places, 4), load<T>(x, sizeof<T>()));
  }
}

// @ts-ignore: decorator
@inline
function gather<T>(x: usize, y: usize, places: usize, N: usize, scale: T): void {
  for (const end = places + N * 4; places != end; places += 8, y += 2 * sizeof<T>()) {
    store<T>(y, load<T>(x + load<usize>(places)) * scale);
    store<T>(y, load<T>(x + load<usize>(places, 4)) * scale, sizeof<T>());
  }
}

export function scatter_f32(x: usize, y: usize, places: usize, N: usize): void {
  scatter<f32>(x, y, places, N);
}
export function scatter_f64(x: usize, y: usize, places: usize, N: usize): void {
  scatter<f64>(x, y, places, N);
}

export function gather_f32(x: usize, y: usize, places: usize, N: usize, scale: f32): void {
  gather<f32>(x, y, places, N, scale);
}
export function gather_f64(x: usize, y: usize, places: usize, N: usize, scale: f64): void {
  gather<f64>(x, y, places, N, scale);
}

/**
 * Half spectra, whose other half are conjugates, and in place of both the sums and differences of their parts, which are real:
 *
 *     y[places[n]] = re x[n] + im x[n],   y[places[2N − 1 − n]] = re x[n] − im x[n],     0 ≤ n < N
 *
 * and back, re y[n] = x[places[n]] + x[places[2N − 1 − n]], im y[n] = x[places[n]] − x[places[2N − 1 − n]].
 */
// @ts-ignore: decorator
@inline
function scatterHalf<T>(x: usize, y: usize, places: usize, N: usize): void {
  for (let from = places + N * 8 - 4; places < from; places += 4, from -= 4, x += 2 * sizeof<T>()) {
    const re = load<T>(x), im = load<T>(x, sizeof<T>());
    store<T>(y + load<usize>(places), re + im);
    store<T>(y + load<usize>(from), re - im);
  }
}

// @ts-ignore: decorator
@inline
function gatherHalf<T>(x: usize, y: usize, places: usize, N: usize): void {
  for (let from = places + N * 8 - 4; places < from; places += 4, from -= 4, y += 2 * sizeof<T>()) {
    const a = load<T>(x + load<usize>(places)), b = load<T>(x + load<usize>(from));
    store<T>(y, a + b);
    store<T>(y, a - b, sizeof<T>());
  }
}

export function scatter_half_f32(x: usize, y: usize, places: usize, N: usize): void {
  scatterHalf<f32>(x, y, places, N);
}
export function scatter_half_f64(x: usize, y: usize, places: usize, N: usize): void {
  scatterHalf<f64>(x, y, places, N);
}

export function gather_half_f32(x: usize, y: usize, places: usize, N: usize): void {
  gatherHalf<f32>(x, y, places, N);
}
export function gather_half_f64(x: usize, y: usize, places: usize, N: usize): void {
  gatherHalf<f64>(x, y, places, N);
}
