/**
 * The sums of the few outputs whose rounding is in doubt, again in f64:
 *
 *     s = delta + Σ_a column[a] · Σ_b row[b] · x[n + a·pitch + b·step],    y[n] = nearest(s), half to even and saturated
 *
 *   reads     `count` outputs n at list (i32), as they stand in rows of `width` outputs one after another; x with rows `pitch` bytes apart, whose samples
 *             for neighbouring taps are `step` bytes apart; column[0 .. A-1], row[0 .. B-1] (f64)
 *   writes    y[n], of `size` bytes; back to `list` the outputs whose s lies within `doubt` of the middle between two integers
 *   returns   how many those are
 *   rounding  all sums in f64; four partial sums along each row
 */
// @ts-ignore: decorator
@inline
function resum<T>(
  x: usize, pitch: usize, step: usize, column: usize, A: usize, row: usize, B: usize, delta: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, doubt: f64, list: usize, count: usize,
): i32 {
  let left = 0;
  const rowEnd = row + (B << 3);
  for (let i: usize = 0; i < count; i++) {
    const n = load<u32>(list + (i << 2));
    let line = x + <usize>(n / width) * pitch + <usize>(n % width) * sizeof<T>();
    let s = delta;
    for (let a: usize = 0; a < A; a++, line += pitch) {
      let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0;
      let p = line, b = row;
      for (; b + 32 <= rowEnd; b += 32, p += 4 * step) {
        s0 += load<f64>(b) * <f64>load<T>(p);
        s1 += load<f64>(b, 8) * <f64>load<T>(p + step);
        s2 += load<f64>(b, 16) * <f64>load<T>(p + 2 * step);
        s3 += load<f64>(b, 24) * <f64>load<T>(p + 3 * step);
      }
      for (; b < rowEnd; b += 8, p += step) s0 += load<f64>(b) * <f64>load<T>(p);
      s += load<f64>(column + (a << 3)) * (s0 + s1 + (s2 + s3));
    }
    const whole = nearest<f64>(s);
    if (0.5 - abs<f64>(s - whole) <= doubt) {
      store<u32>(list + (<usize>left << 2), n);
      left++;
    }
    const result = <i64>min<f64>(max<f64>(whole, least), most);
    if (size == 1) store<u8>(y + <usize>n, <u8>result);
    else if (size == 2) store<u16>(y + (<usize>n << 1), <u16>result);
    else store<i32>(y + (<usize>n << 2), <i32>result);
  }
  return left;
}

export function resum_u8(
  x: usize, pitch: usize, step: usize, column: usize, A: usize, row: usize, B: usize, delta: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, doubt: f64, list: usize, count: usize,
): i32 {
  return resum<u8>(x, pitch, step, column, A, row, B, delta, y, width, size, least, most, doubt, list, count);
}
