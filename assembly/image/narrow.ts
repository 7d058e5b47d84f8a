import { deliver } from "./deliver";

/** 1.5 · 2^52: what is added to it has no bits below 1 left, and the lower half of the sum is the integer modulo 2^32. */
const ANCHOR: f64 = 6755399441055744;

/**
 * Rounds to integers of `size` bytes, half to even, and saturates:
 *
 *     y[n] = min(max(nearest(x[n]), least), most);    NaN gives 0
 *
 *   reads     x[0 .. N-1], f64
 *   writes    y[0 .. N-1]; to `list` (i32) the n of every x[n] that lies within `doubt` of the middle between two integers, N of them at most
 *   returns   how many those are; none where doubt is negative
 */
export function narrow_f64(x: usize, y: usize, size: i32, N: i32, least: f64, most: f64, doubt: f64, list: usize): i32 {
  const from = list;
  const low = f64x2.splat(least), high = f64x2.splat(most), limit = f64x2.splat(doubt);
  let n = 0;
  for (; n + 4 <= N; n += 4, x += 32) {
    const a = v128.load(x), b = v128.load(x, 16);
    const nearA = f64x2.nearest(a), nearB = f64x2.nearest(b);
    const whole = i32x4.shuffle(saturated(nearA, low, high), saturated(nearB, low, high), 0, 2, 4, 6);
    const to = y + <usize>n * size;
    if (size == 1) v128.store32_lane(to, i8x16.shuffle(whole, whole, 0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
    else if (size == 2) v128.store64_lane(to, i8x16.shuffle(whole, whole, 0, 1, 4, 5, 8, 9, 12, 13, 0, 0, 0, 0, 0, 0, 0, 0), 0);
    else v128.store(to, whole);
    for (let bits = i32x4.bitmask(i32x4.shuffle(doubtful(a, nearA, limit), doubtful(b, nearB, limit), 0, 2, 4, 6)); bits != 0; bits &= bits - 1) {
      store<i32>(list, n + ctz<i32>(bits));
      list += 4;
    }
  }
  for (; n < N; n++, x += 8) {
    const value = load<f64>(x);
    const whole = nearest<f64>(value);
    deliver(y, n, size, <i64>min<f64>(max<f64>(whole, least), most));
    if (0.5 - abs<f64>(value - whole) <= doubt) {
      store<i32>(list, n);
      list += 4;
    }
  }
  return <i32>((list - from) >>> 2);
}

/** Integers in the lower halves of lanes. */
// @ts-ignore: decorator
@inline
function saturated(whole: v128, low: v128, high: v128): v128 {
  const numbers = v128.and(whole, f64x2.eq(whole, whole));
  return f64x2.add(f64x2.pmin(high, f64x2.pmax(low, numbers)), f64x2.splat(ANCHOR));
}

// @ts-ignore: decorator
@inline
function doubtful(value: v128, whole: v128, limit: v128): v128 {
  return f64x2.le(f64x2.sub(f64x2.splat(0.5), f64x2.abs(f64x2.sub(value, whole))), limit);
}
