import { combine, MAX, nothing, single, storeSingle, SUM } from "./combine";

/**
 * A pool along rows, whose ends are laid out with what a pool ignores:
 *
 *     y[r][j] = ⊕_{k < K} x[r][j · stride + k · dilation],    0 ≤ r < R, 0 ≤ j < O
 *
 *   reads     x[r], xPitch bytes apart, 7 numbers beyond the last that a window meets too; stride and dilation count bytes
 *   writes    y[r][0 .. O-1], one row after another; must not overlap x
 *   rounding  sums add in order k = 0, 1, …
 *
 * Strides 1 and 2, which nearly all pools have, go four (f64: two) outputs at a time; with 2, the even ones of two vectors are taken.
 */
// @ts-ignore: decorator
@inline
function poolLines<T>(way: i32, x: usize, y: usize, R: usize, xPitch: usize, O: usize, stride: usize, dilation: usize, K: usize): void {
  const bytes = O * sizeof<T>();
  for (; R > 0; R--, x += xPitch) {
    const end = y + bytes;
    let q = x;
    if (bytes >= 16 && stride <= 2 * sizeof<T>()) {
      const twice = stride > sizeof<T>();
      while (true) {
        v128.store(y, twice ? everySecond<T>(way, q, dilation, K) : everyOne<T>(way, q, dilation, K));
        if (y == end - 16) break;
        const next = min<usize>(16, end - 16 - y);
        q += twice ? 2 * next : next;
        y += next;
      }
      y = end;
    } else for (; y < end; y += sizeof<T>(), q += stride) storeSingle<T>(y, one<T>(way, q, dilation, K));
  }
}

// @ts-ignore: decorator
@inline
function everyOne<T>(way: i32, q: usize, dilation: usize, K: usize): v128 {
  let sum = nothing<T>(way);
  for (; K > 0; K--, q += dilation) sum = combine<T>(way, sum, v128.load(q));
  return sum;
}

// @ts-ignore: decorator
@inline
function everySecond<T>(way: i32, q: usize, dilation: usize, K: usize): v128 {
  let sum = nothing<T>(way);
  for (; K > 0; K--, q += dilation) {
    const low = v128.load(q), high = v128.load(q, 16);
    sum = combine<T>(way, sum, sizeof<T>() == 4 ? v128.shuffle<f32>(low, high, 0, 2, 4, 6) : v128.shuffle<f64>(low, high, 0, 2));
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function one<T>(way: i32, q: usize, dilation: usize, K: usize): v128 {
  let sum = nothing<T>(way);
  for (; K > 0; K--, q += dilation) sum = combine<T>(way, sum, single<T>(q));
  return sum;
}

export function max_lines_f32(x: usize, y: usize, R: usize, xPitch: usize, O: usize, stride: usize, dilation: usize, K: usize): void { poolLines<f32>(MAX, x, y, R, xPitch, O, stride, dilation, K); }
export function max_lines_f64(x: usize, y: usize, R: usize, xPitch: usize, O: usize, stride: usize, dilation: usize, K: usize): void { poolLines<f64>(MAX, x, y, R, xPitch, O, stride, dilation, K); }
export function sum_lines_f32(x: usize, y: usize, R: usize, xPitch: usize, O: usize, stride: usize, dilation: usize, K: usize): void { poolLines<f32>(SUM, x, y, R, xPitch, O, stride, dilation, K); }
export function sum_lines_f64(x: usize, y: usize, R: usize, xPitch: usize, O: usize, stride: usize, dilation: usize, K: usize): void { poolLines<f64>(SUM, x, y, R, xPitch, O, stride, dilation, K); }
