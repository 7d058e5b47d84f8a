import { deliver } from "./deliver";

/**
 * The sums of the few outputs of bytes whose rounding is in doubt, again and finer:
 *
 *     s = delta + Σ_a column[a] · Σ_g Σ_{b<8} (2^15 · high[g,b] + low[g,b]) · x[n + a·pitch + offset[g] + b·step],    y[n] = nearest(s), half to even and saturated
 *
 * Weights are integers of two digits of 16 bits, so that the sum of all groups is exact, eight samples at a time.
 *
 *   reads     `count` outputs n at list (u32), as they stand in rows of `width` outputs one after another; x with rows `pitch` bytes apart, whose samples
 *             for neighbouring taps are step ≤ 5 bytes apart, and up to 51 bytes behind those of the last tap; groups of 36 bytes from `groups` to `end`:
 *             offset in bytes (i32), high[g, 0 .. 7], low[g, 0 .. 7] (i16), whose sums fit into four i32 each; column[0 .. A-1] (f64)
 *   writes    y[n], of `size` bytes; back to `list` the outputs whose s lies within `doubt` of the middle between two integers
 *   returns   how many those are
 *   rounding  products with column, and their sums in order, in f64
 */
export function digits_u8(
  x: usize, pitch: usize, step: usize, groups: usize, end: usize, column: usize, A: usize, delta: f64,
  y: usize, width: u32, size: i32, least: i32, most: i32, doubt: f64, list: usize, count: usize,
): i32 {
  let left = 0;
  const columnEnd = column + (A << 3);
  const first = places(step), second = v128.shuffle<i64>(first, first, 1, 0);
  for (let i: usize = 0; i < count; i++) {
    const n = load<u32>(list + (i << 2));
    // not by a remainder, which would be a second division
    const row = n / width;
    let line = x + <usize>row * pitch + <usize>(n - row * width);
    let s = delta;
    for (let a = column; a < columnEnd; a += 8, line += pitch) {
      let high = i32x4.splat(0), low = high;
      for (let g = groups; g < end; g += 36) {
        const p = line + <usize>load<i32>(g);
        const eight = step == 1 ? v128.load8x8_u(p) : v128.or(v128.swizzle(v128.load(p), first), v128.swizzle(v128.load(p + (step << 2)), second));
        high = i32x4.add(high, i32x4.dot_i16x8_s(eight, v128.load(g, 4)));
        low = i32x4.add(low, i32x4.dot_i16x8_s(eight, v128.load(g, 20)));
      }
      const both = i64x2.add(i64x2.shl(halves(high), 15), halves(low));
      s += load<f64>(a) * <f64>(i64x2.extract_lane(both, 0) + i64x2.extract_lane(both, 1));
    }
    const whole = nearest<f64>(s);
    if (0.5 - abs<f64>(s - whole) <= doubt) {
      store<u32>(list + (<usize>left << 2), n);
      left++;
    }
    deliver(y, n, size, min<i64>(max<i64>(<i64>whole, least), most));
  }
  return left;
}

/** Where the bytes of four samples stand that are to become 16 bits each, and zeros behind: 255 is no place. */
// @ts-ignore: decorator
@inline
function places(step: usize): v128 {
  const four = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>step));
  return v128.or(i16x8.narrow_i32x4_s(four, four), i16x8(-256, -256, -256, -256, -1, -1, -1, -1));
}

/** Sums of two lanes each. */
// @ts-ignore: decorator
@inline
function halves(v: v128): v128 {
  return i64x2.add(i64x2.extend_low_i32x4_s(v), i64x2.extend_high_i32x4_s(v));
}
