import { deliver } from "./deliver";

/**
 * The exact sums of the few outputs whose rounding is in doubt:
 *
 *     s = Σ_k high[k] · x[n + offset[k]] + highDelta,    t the same of low,    y[n] = s + t, rounded once, half to even, and saturated
 *
 * The weights are cut in two so that the sums s and t need no rounding (the plan sees to it), and their sum is kept as two numbers. Where s lies
 * further from the middle between two integers than `restOfHigh`, which t and what is beyond it cannot reach, s alone decides.
 *
 *   reads     `count` outputs n at list (i32), as they stand in rows of `width` outputs one after another; x of a type, u8 (1), u16 (2), i16 (−2) or f64 (8),
 *             with rows `pitch` bytes apart;
 *             offset[0 .. K-1] (i32, bytes); high[0 .. K] and low[0 .. K] (f64), the last of each the delta's
 *   writes    y[n], of `size` bytes; back to `list` the outputs that are in doubt still, because s + t lies within `rest` of the middle
 *             between two integers: what the weights have beyond high and low can add up to as much
 *   returns   how many those are
 */
export function resolve_f64(
  x: usize, type: i32, pitch: usize, offset: usize, high: usize, low: usize, K: usize, restOfHigh: f64, rest: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, list: usize, count: usize,
): i32 {
  let left = 0;
  for (let i: usize = 0; i < count; i++) {
    const n = load<u32>(list + (i << 2));
    const at = x + <usize>(n / width) * pitch + <usize>(n % width) * <usize>abs<i32>(type);
    const s = total(at, type, offset, high, K);
    let whole = nearest<f64>(s);
    // most sums stand clear of the middle by more than all low parts can add up to
    if (restOfHigh > 0 && abs<f64>(abs<f64>(s - whole) - 0.5) <= restOfHigh) {
      const t = total(at, type, offset, low, K);
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
    deliver(y, n, size, <i64>min<f64>(max<f64>(whole, least), most));
  }
  return left;
}

/** w[K] + Σ_k w[k] · x[offset[k]], samples of a type. */
function total(x: usize, type: i32, offset: usize, w: usize, K: usize): f64 {
  let sum = load<f64>(w + (K << 3));
  for (const end = w + (K << 3); w < end; w += 8, offset += 4) {
    const p = x + <usize>load<i32>(offset);
    sum += load<f64>(w) * (type == 1 ? <f64>load<u8>(p) : type == 2 ? <f64>load<u16>(p) : type == -2 ? <f64>load<i16>(p) : load<f64>(p));
  }
  return sum;
}
