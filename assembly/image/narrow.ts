import { deliver } from "./deliver";

/**
 * Rounds to integers, half to even, and saturates:
 *
 *     y[n] = min(max(nearest(x[n]), least), most);    NaN gives 0
 *
 *   reads     x[0 .. N-1], f64
 *   writes    y[0 .. N-1], of `size` bytes; to `list` (i32) the n of every x[n] that lies within `doubt` of the middle between two integers, N of them at most
 *   returns   how many those are; none where doubt is negative
 */
export function narrow_f64(x: usize, y: usize, size: i32, N: i32, least: f64, most: f64, doubt: f64, list: usize): i32 {
  const from = list;
  for (let n = 0; n < N; n++) {
    const value = load<f64>(x + (<usize>n << 3));
    const whole = nearest<f64>(value);
    deliver(y, n, size, <i64>min<f64>(max<f64>(whole, least), most));
    if (0.5 - abs<f64>(value - whole) <= doubt) {
      store<i32>(list, n);
      list += 4;
    }
  }
  return <i32>((list - from) >>> 2);
}
