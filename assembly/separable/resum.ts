/**
 * The sums of the few outputs of bytes whose rounding is in doubt, again and finer:
 *
 *     s = delta + Σ_a column[a] · Σ_b (2^15 · high[b] + low[b]) · x[n + a·pitch + b·step],    y[n] = nearest(s), half to even and saturated
 *
 * Weights along rows are integers of two digits of 16 bits, so that a row's sum is exact, eight samples at a time.
 *
 *   reads     `count` outputs n at list (i32), as they stand in rows of `width` outputs one after another; x with rows `pitch` bytes apart, whose samples
 *             for neighbouring taps are step ≤ 5 bytes apart, and up to 51 bytes behind those of the last tap; column[0 .. A-1] (f64);
 *             row = high[0 .. 7], low[0 .. 7], high[8 .. 15], … (i16), B groups of eight, whose sums fit into i32
 *   writes    y[n], of `size` bytes; back to `list` the outputs whose s lies within `doubt` of the middle between two integers
 *   returns   how many those are
 *   rounding  products with column, and their sums in order, two lanes each, in f64
 */
export function resum_u8(
  x: usize, pitch: usize, step: usize, column: usize, A: usize, row: usize, B: usize, delta: f64,
  y: usize, width: u32, size: i32, least: f64, most: f64, doubt: f64, list: usize, count: usize,
): i32 {
  let left = 0;
  const rowEnd = row + (B << 5);
  const first = places(step), second = v128.shuffle<i64>(first, first, 1, 0);
  for (let i: usize = 0; i < count; i++) {
    const n = load<u32>(list + (i << 2));
    let line = x + <usize>(n / width) * pitch + <usize>(n % width);
    let s0 = f64x2.splat(0), s1 = s0;
    for (let a: usize = 0; a < A; a++, line += pitch) {
      let high = i32x4.splat(0), low = high;
      for (let b = row, p = line; b < rowEnd; b += 32, p += step << 3) {
        const eight = step == 1 ? v128.load8x8_u(p) : v128.or(v128.swizzle(v128.load(p), first), v128.swizzle(v128.load(p + (step << 2)), second));
        high = i32x4.add(high, i32x4.dot_i16x8_s(eight, v128.load(b)));
        low = i32x4.add(low, i32x4.dot_i16x8_s(eight, v128.load(b, 16)));
      }
      const w = v128.load64_splat(column + (a << 3));
      s0 = f64x2.add(s0, f64x2.mul(w, joined(high, low)));
      s1 = f64x2.add(s1, f64x2.mul(w, joined(v128.shuffle<i64>(high, high, 1, 1), v128.shuffle<i64>(low, low, 1, 1))));
    }
    s0 = f64x2.add(s0, s1);
    const s = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) + delta;
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

/** Where the bytes of four samples stand that are to become 16 bits each, and zeros behind: 255 is no place. */
// @ts-ignore: decorator
@inline
function places(step: usize): v128 {
  const four = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>step));
  return v128.or(i16x8.narrow_i32x4_s(four, four), i16x8(-256, -256, -256, -256, -1, -1, -1, -1));
}

/** 2^15 · high + low of the first two lanes, as f64: exact. */
// @ts-ignore: decorator
@inline
function joined(high: v128, low: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(high), f64x2.splat(32768)), f64x2.convert_low_i32x4_s(low));
}
