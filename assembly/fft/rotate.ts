/**
 * Two lines of numbers as complex ones, each turned by a root:
 *
 *     z[n] = (x[n] + i·u[n]) · w[n], its re times a and its im times b,     0 ≤ n < N
 *
 *   reads     x and u, a number in every xStep and uStep bytes; w, as re, im in f64; no alignment needed
 *   writes    z, as re, im; must not overlap x or u
 *   rounding  in f64, and once to the type
 */
// @ts-ignore: decorator
@inline
function rotateIn<T>(x: usize, xStep: usize, u: usize, uStep: usize, w: usize, z: usize, N: usize, a: f64, b: f64): void {
  const factors = f64x2.replace_lane(f64x2.splat(a), 1, b);
  for (; N != 0; N--, x += xStep, u += uStep, w += 16, z += 2 * sizeof<T>()) {
    if (sizeof<T>() == 4) {
      v128.store64_lane(z, times(v128.load32_lane(u, v128.load32_zero(x), 1), w, factors), 0);
      continue;
    }
    const re = load<f64>(x), im = load<f64>(u), c = load<f64>(w), s = load<f64>(w, 8);
    store<f64>(z, (re * c - im * s) * a);
    store<f64>(z, (re * s + im * c) * b, 8);
  }
}

export function rotate_in_f32(x: usize, xStep: usize, u: usize, uStep: usize, w: usize, z: usize, N: usize, a: f64, b: f64): void {
  rotateIn<f32>(x, xStep, u, uStep, w, z, N, a, b);
}
export function rotate_in_f64(x: usize, xStep: usize, u: usize, uStep: usize, w: usize, z: usize, N: usize, a: f64, b: f64): void {
  rotateIn<f64>(x, xStep, u, uStep, w, z, N, a, b);
}

/**
 * The same back:
 *
 *     y[n] = a · Re z[n]·w[n],     v[n] = b · Im z[n]·w[n],     0 ≤ n < N
 *
 *   reads     z, as re, im; w, as re, im in f64; no alignment needed
 *   writes    y and v, a number in every yStep and vStep bytes, v[n] after y[n]; must not overlap z
 *   rounding  as above
 */
// @ts-ignore: decorator
@inline
function rotateOut<T>(z: usize, w: usize, y: usize, yStep: usize, v: usize, vStep: usize, N: usize, a: f64, b: f64): void {
  const factors = f64x2.replace_lane(f64x2.splat(a), 1, b);
  for (; N != 0; N--, z += 2 * sizeof<T>(), w += 16, y += yStep, v += vStep) {
    if (sizeof<T>() == 4) {
      const turned = times(v128.load64_zero(z), w, factors);
      v128.store32_lane(y, turned, 0);
      v128.store32_lane(v, turned, 1);
      continue;
    }
    const re = load<f64>(z), im = load<f64>(z, 8), c = load<f64>(w), s = load<f64>(w, 8);
    store<f64>(y, (re * c - im * s) * a);
    store<f64>(v, (re * s + im * c) * b);
  }
}

export function rotate_out_f32(z: usize, w: usize, y: usize, yStep: usize, v: usize, vStep: usize, N: usize, a: f64, b: f64): void {
  rotateOut<f32>(z, w, y, yStep, v, vStep, N, a, b);
}
export function rotate_out_f64(z: usize, w: usize, y: usize, yStep: usize, v: usize, vStep: usize, N: usize, a: f64, b: f64): void {
  rotateOut<f64>(z, w, y, yStep, v, vStep, N, a, b);
}

/** A complex number of f32 times the one at w, its parts times factors. Converted in pairs: one by one each conversion would wait for the last. */
// @ts-ignore: decorator
@inline
function times(pair: v128, w: usize, factors: v128): v128 {
  const z = f64x2.promote_low_f32x4(pair);
  const turned = v128.load(w);
  const across = v128.xor(v128.shuffle<f64>(turned, turned, 1, 0), f64x2(-0.0, 0));
  const re = v128.shuffle<f64>(z, z, 0, 0), im = v128.shuffle<f64>(z, z, 1, 1);
  return f32x4.demote_f64x2_zero(f64x2.mul(f64x2.add(f64x2.mul(re, turned), f64x2.mul(im, across)), factors));
}
