import { splat } from "../simd";
import { exp } from "./exponential";

/**
 * Softmax of R rows of N numbers: y[n] = e^(x[n] − m) / Σ_j e^(x[j] − m), m the largest of the row.
 *
 *   reads     x[r][0 .. N-1], one row after another    no alignment needed
 *   writes    y[r][0 .. N-1], which may be x
 *   rounding  the sum in one vector of T, its lanes added at the end, the rest after them
 */
// @ts-ignore: decorator
@inline
function softmax<T>(x: usize, y: usize, R: usize, N: usize): void {
  const bytes = N * sizeof<T>();
  const whole = bytes & ~15;
  for (; R > 0; R--, x += bytes, y += bytes) {
    let mosts = v128.splat<T>(<T>-Infinity);
    let n: usize = 0;
    for (; n < whole; n += 16) mosts = v128.max<T>(mosts, v128.load(x + n));
    let most = max<T>(v128.extract_lane<T>(mosts, 0), v128.extract_lane<T>(mosts, 1));
    if (sizeof<T>() == 4) most = max<T>(most, max<T>(v128.extract_lane<T>(mosts, 2), v128.extract_lane<T>(mosts, 3)));
    for (; n < bytes; n += sizeof<T>()) most = max<T>(most, load<T>(x + n));
    const m = v128.splat<T>(most);
    let sums = v128.splat<T>(<T>0);
    for (n = 0; n < bytes; ) {
      // one place for both, where the engine's compiler writes the exponential out
      const vector = n < whole;
      const e = exp<T>(v128.sub<T>(vector ? v128.load(x + n) : splat<T>(x + n), m));
      if (vector) {
        v128.store(y + n, e);
        sums = v128.add<T>(sums, e);
        n += 16;
      } else {
        store<T>(y + n, v128.extract_lane<T>(e, 0));
        n += sizeof<T>();
      }
    }
    let sum = v128.extract_lane<T>(sums, 0) + v128.extract_lane<T>(sums, 1);
    if (sizeof<T>() == 4) sum += v128.extract_lane<T>(sums, 2) + v128.extract_lane<T>(sums, 3);
    for (n = whole; n < bytes; n += sizeof<T>()) sum += load<T>(y + n);
    const divisor = v128.splat<T>(sum);
    for (n = 0; n < whole; n += 16) v128.store(y + n, v128.div<T>(v128.load(y + n), divisor));
    for (; n < bytes; n += sizeof<T>()) store<T>(y + n, load<T>(y + n) / sum);
  }
}

export function softmax_f32(x: usize, y: usize, R: usize, N: usize): void { softmax<f32>(x, y, R, N); }
export function softmax_f64(x: usize, y: usize, R: usize, N: usize): void { softmax<f64>(x, y, R, N); }

/**
 * What softmax's results y give back, row by row: d[n] = y[n] · (g[n] − Σ_j g[j] · y[j]).
 *
 *   reads     g, y    no alignment needed
 *   writes    d, which may be g or y
 *   rounding  the sum in order j = 0, 1, …
 */
// @ts-ignore: decorator
@inline
function softmaxSlope<T>(g: usize, y: usize, d: usize, R: usize, N: usize): void {
  const bytes = N * sizeof<T>();
  for (; R > 0; R--, g += bytes, y += bytes, d += bytes) {
    let sum: T = <T>0;
    for (let n: usize = 0; n < bytes; n += sizeof<T>()) sum += load<T>(g + n) * load<T>(y + n);
    const sums = v128.splat<T>(sum);
    let n: usize = 0;
    for (; n + 16 <= bytes; n += 16) v128.store(d + n, v128.mul<T>(v128.load(y + n), v128.sub<T>(v128.load(g + n), sums)));
    for (; n < bytes; n += sizeof<T>()) store<T>(d + n, load<T>(y + n) * (load<T>(g + n) - sum));
  }
}

export function softmax_slope_f32(g: usize, y: usize, d: usize, R: usize, N: usize): void { softmaxSlope<f32>(g, y, d, R, N); }
export function softmax_slope_f64(g: usize, y: usize, d: usize, R: usize, N: usize): void { softmaxSlope<f64>(g, y, d, R, N); }
