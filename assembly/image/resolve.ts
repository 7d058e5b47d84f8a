/**
 * The exact sums of the few outputs whose rounding is in doubt:
 *
 *     s = Σ_k high[k] · x[n + offset[k]] + highDelta,    t the same of low,    y[n] = s + t, rounded once, half to even, and saturated
 *
 * The weights are cut in two so that the sums s and t need no rounding (the plan sees to it), and their sum is kept as two numbers. Where s lies
 * further from the middle between two integers than `restOfHigh`, which t and what is beyond it cannot reach, s alone decides.
 *
 *   reads     `count` outputs n at list (i32), as they stand in rows of `width` outputs one after another; x with rows `pitch` bytes apart;
 *             offset[0 .. K-1] (i32, bytes); high[0 .. K] and low[0 .. K] (f64), the last of each the delta's
 *   writes    y[n], of `size` bytes; back to `list` the outputs that are in doubt still, because s + t lies within `rest` of the middle
 *             between two integers: what the weights have beyond high and low can add up to as much
 *   returns   how many those are
 */
// @ts-ignore: decorator
@inline
function resolve<T>(
  x: usize, pitch: usize, offset: usize, high: usize, low: usize, K: usize, restOfHigh: f64, rest: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, list: usize, count: usize,
): i32 {
  let left = 0;
  for (let i: usize = 0; i < count; i++) {
    const n = load<u32>(list + (i << 2));
    const at = x + <usize>(n / width) * pitch + <usize>(n % width) * sizeof<T>();
    let s = load<f64>(high + (K << 3));
    for (let k: usize = 0; k < K; k++) s += load<f64>(high + (k << 3)) * <f64>load<T>(at + <usize>load<i32>(offset + (k << 2)));
    let whole = nearest<f64>(s);
    // most sums stand clear of the middle by more than all low parts can add up to
    if (restOfHigh > 0 && abs<f64>(abs<f64>(s - whole) - 0.5) <= restOfHigh) {
      let t = load<f64>(low + (K << 3));
      for (let k: usize = 0; k < K; k++) t += load<f64>(low + (k << 3)) * <f64>load<T>(at + <usize>load<i32>(offset + (k << 2)));
      // sum + error is s + t exactly.
      const sum = s + t;
      const part = sum - s;
      const error = s - (sum - part) + (t - part);
      whole = nearest<f64>(sum);
      const fraction = sum - whole;
      if (abs<f64>(fraction) == 0.5 && error != 0) whole = error > 0 ? ceil<f64>(sum) : floor<f64>(sum);
      if (rest > 0 && abs<f64>(abs<f64>(fraction) - 0.5) <= rest) {
        store<u32>(list + (<usize>left << 2), n);
        left++;
      }
    }
    const result = <i64>min<f64>(max<f64>(whole, least), most);
    if (size == 1) store<u8>(y + <usize>n, <u8>result);
    else if (size == 2) store<u16>(y + (<usize>n << 1), <u16>result);
    else store<i32>(y + (<usize>n << 2), <i32>result);
  }
  return left;
}

export function resolve_u8(
  x: usize, pitch: usize, offset: usize, high: usize, low: usize, K: usize, restOfHigh: f64, rest: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, list: usize, count: usize,
): i32 {
  return resolve<u8>(x, pitch, offset, high, low, K, restOfHigh, rest, y, width, size, least, most, list, count);
}

export function resolve_u16(
  x: usize, pitch: usize, offset: usize, high: usize, low: usize, K: usize, restOfHigh: f64, rest: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, list: usize, count: usize,
): i32 {
  return resolve<u16>(x, pitch, offset, high, low, K, restOfHigh, rest, y, width, size, least, most, list, count);
}

export function resolve_i16(
  x: usize, pitch: usize, offset: usize, high: usize, low: usize, K: usize, restOfHigh: f64, rest: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, list: usize, count: usize,
): i32 {
  return resolve<i16>(x, pitch, offset, high, low, K, restOfHigh, rest, y, width, size, least, most, list, count);
}

export function resolve_f64(
  x: usize, pitch: usize, offset: usize, high: usize, low: usize, K: usize, restOfHigh: f64, rest: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, list: usize, count: usize,
): i32 {
  return resolve<f64>(x, pitch, offset, high, low, K, restOfHigh, rest, y, width, size, least, most, list, count);
}
