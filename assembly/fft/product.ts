import { madd } from "../simd";

/**
 * Complex numbers, one by one:
 *
 *     y[n] = h[n] · x[n],     0 ≤ n < N
 *
 *   reads     x, as re, im, no alignment needed; h: for every vector of x first the real parts, each twice, then the imaginary ones, −im, im
 *   writes    y, as re, im, no alignment needed; may be x
 */
// @ts-ignore: decorator
@inline
function product<T>(x: usize, h: usize, y: usize, N: usize): void {
  const vectors = sizeof<T>() == 4 ? N >> 1 : N;
  for (const end = x + (vectors >> 1) * 32; x != end; x += 32, y += 32, h += 64) {
    v128.store(y, times<T>(v128.load(x), h));
    v128.store(y, times<T>(v128.load(x, 16), h + 32), 16);
  }
  if (vectors & 1) {
    v128.store(y, times<T>(v128.load(x), h));
    x += 16, y += 16, h += 32;
  }
  if (sizeof<T>() == 4 && (N & 1)) v128.store64_lane(y, times<T>(v128.load64_zero(x), h), 0);
}

// @ts-ignore: decorator
@inline
function times<T>(u: v128, h: usize): v128 {
  const swapped = sizeof<T>() == 4 ? v128.shuffle<f32>(u, u, 1, 0, 3, 2) : v128.shuffle<f64>(u, u, 1, 0);
  return madd<T>(swapped, v128.load(h, 16), v128.mul<T>(u, v128.load(h)));
}

export function product_f32(x: usize, h: usize, y: usize, N: usize): void {
  product<f32>(x, h, y, N);
}
export function product_f64(x: usize, h: usize, y: usize, N: usize): void {
  product<f64>(x, h, y, N);
}
