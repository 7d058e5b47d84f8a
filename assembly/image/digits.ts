/**
 * The sums of the few outputs of bytes whose rounding is in doubt, again and finer:
 *
 *     s = start + Σ_g Σ_{b<8} (2^15 · high[g,b] + low[g,b]) · x[n + offset[g] + b],    y[n] = ⌊s / 2^bits⌋, saturated
 *
 * Weights are integers of two digits of 16 bits, so that their sums are exact, eight samples at a time.
 *
 *   reads     `count` outputs n at list (u32), as they stand in rows of `width` outputs one after another; x with rows `pitch` bytes apart;
 *             groups of 36 bytes from `groups` to `end`: offset in bytes (i32), high[g, 0 .. 7], low[g, 0 .. 7] (i16), whose sums fit into four i32 each
 *   writes    y[n]; back to `list` the outputs whose remainder is at most `limit`
 *   returns   how many those are
 *   rounding  none: start holds a half and the error that weights may have
 */
export function digits_u8(
  x: usize, pitch: usize, groups: usize, end: usize, start: i64, bits: i64, limit: i64, y: usize, width: u32, list: usize, count: usize,
): i32 {
  const mask = ((<i64>1) << bits) - 1;
  let left = 0;
  for (const listEnd = list + (count << 2), to = list; list < listEnd; list += 4) {
    const n = load<u32>(list);
    const row = n / width;
    const corner = x + <usize>row * pitch + <usize>(n - row * width);
    let high = i32x4.splat(0), low = high;
    for (let g = groups; g < end; g += 36) {
      const eight = v128.load8x8_u(corner + <usize>load<i32>(g));
      high = i32x4.add(high, i32x4.dot_i16x8_s(eight, v128.load(g, 4)));
      low = i32x4.add(low, i32x4.dot_i16x8_s(eight, v128.load(g, 20)));
    }
    const both = i64x2.add(i64x2.shl(halves(high), 15), halves(low));
    const s = start + i64x2.extract_lane(both, 0) + i64x2.extract_lane(both, 1);
    store<u8>(y + <usize>n, <u8>max<i64>(min<i64>(s >> bits, 255), 0));
    if ((s & mask) <= limit) {
      store<u32>(to + (<usize>left << 2), n);
      left++;
    }
  }
  return left;
}

/** Sums of two lanes each. */
// @ts-ignore: decorator
@inline
function halves(v: v128): v128 {
  return i64x2.add(i64x2.extend_low_i32x4_s(v), i64x2.extend_high_i32x4_s(v));
}
