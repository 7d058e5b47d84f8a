/** 1.5 · 2^23: what is added to it has no bits below 1 left, and is rounded there half to even; the sum's own bits then count up from this number's. */
const ANCHOR: f32 = 12582912;

/**
 * Rounds rows of f32 to integers, half to even, and saturates:
 *
 *     y[n] = min(max(nearest(x[n] + delta), least), most),    0 ≤ n < N, for each of R rows
 *
 *   reads     x[0 .. N-1] of rows xPitch bytes apart, none of them NaN
 *   writes    y[0 .. N-1] of rows yPitch bytes apart; to `list` (i32) the places r·width + first + n of outputs in doubt: x[n] + delta lies
 *             within `doubt` of the middle between two integers, and not beyond least − 1 and most + 1. R·N of them at most, none if doubt is negative
 *   returns   where the list ends; least and most are those of the type, and tell of 16 bits whether they have a sign
 *   rounding  x[n] + delta is rounded to f32; |least| and |most| are below 2^22
 */
// @ts-ignore: decorator
@inline
function round<T>(
  x: usize, xPitch: usize, y: usize, yPitch: usize, R: i32, N: i32, delta: f32, least: f32, most: f32, doubt: f32, list: usize, first: i32, width: i32,
): usize {
  for (; R > 0; R--, x += xPitch, y += yPitch, first += width) {
    if (N >= 16) {
      for (let n: i32 = 0; n < N; n += 16) {
        // the last sixteen end with the row, some of them again, which are listed once only
        const at = min<i32>(n, N - 16);
        list = sixteen<T>(x + (at << 2), y + at * sizeof<T>(), delta, least, most, doubt, list, first + at, -1 << (n - at));
      }
      continue;
    }
    for (let n: i32 = 0; n < N; n++) {
      const value = min<f32>(max<f32>(load<f32>(x + (n << 2)) + delta, least - 1), most + 1);
      const whole = value + ANCHOR - ANCHOR;
      store<T>(y + n * sizeof<T>(), <T><i32>min<f32>(max<f32>(whole, least), most));
      if (abs<f32>(value - whole) >= <f32>0.5 - doubt) {
        store<i32>(list, first + n);
        list += 4;
      }
    }
  }
  return list;
}

/** Sixteen in a row, of which those whose bits `listed` has are listed if they are in doubt. */
// @ts-ignore: decorator
@inline
function sixteen<T>(x: usize, y: usize, delta: f32, least: f32, most: f32, doubt: f32, list: usize, first: i32, listed: i32): usize {
  const shift = f32x4.splat(delta), low = f32x4.splat(least - 1), high = f32x4.splat(most + 1);
  const anchor = f32x4.splat(ANCHOR), limit = f32x4.splat(<f32>0.5 - doubt);
  const a = f32x4.pmin(high, f32x4.pmax(low, f32x4.add(v128.load(x), shift)));
  const b = f32x4.pmin(high, f32x4.pmax(low, f32x4.add(v128.load(x, 16), shift)));
  const c = f32x4.pmin(high, f32x4.pmax(low, f32x4.add(v128.load(x, 32), shift)));
  const d = f32x4.pmin(high, f32x4.pmax(low, f32x4.add(v128.load(x, 48), shift)));
  const ra = f32x4.add(a, anchor), rb = f32x4.add(b, anchor), rc = f32x4.add(c, anchor), rd = f32x4.add(d, anchor);
  // of 16 bits the middle of the range is taken off before they are saturated, and put back
  const middle = sizeof<T>() == 1 ? 0 : <i32>((least + most + 1) * 0.5);
  const zero = i32x4.splat(reinterpret<i32>(ANCHOR) + middle);
  const front = i16x8.narrow_i32x4_s(i32x4.sub(ra, zero), i32x4.sub(rb, zero));
  const back = i16x8.narrow_i32x4_s(i32x4.sub(rc, zero), i32x4.sub(rd, zero));
  if (sizeof<T>() == 1) v128.store(y, i8x16.narrow_i16x8_u(front, back));
  else {
    v128.store(y, i16x8.add(front, i16x8.splat(<i16>middle)));
    v128.store(y, i16x8.add(back, i16x8.splat(<i16>middle)), 16);
  }
  if (doubt < 0) return list;
  const ea = f32x4.ge(f32x4.abs(f32x4.sub(a, f32x4.sub(ra, anchor))), limit);
  const eb = f32x4.ge(f32x4.abs(f32x4.sub(b, f32x4.sub(rb, anchor))), limit);
  const ec = f32x4.ge(f32x4.abs(f32x4.sub(c, f32x4.sub(rc, anchor))), limit);
  const ed = f32x4.ge(f32x4.abs(f32x4.sub(d, f32x4.sub(rd, anchor))), limit);
  const doubts = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(ea, eb), i16x8.narrow_i32x4_s(ec, ed));
  if (!v128.any_true(doubts)) return list;
  for (let mask = i8x16.bitmask(doubts) & listed; mask != 0; mask &= mask - 1) {
    store<i32>(list, first + ctz<i32>(mask));
    list += 4;
  }
  return list;
}

export function round_f32_u8(
  x: usize, xPitch: usize, y: usize, yPitch: usize, R: i32, N: i32, delta: f32, least: f32, most: f32, doubt: f32, list: usize, first: i32, width: i32,
): usize {
  return round<u8>(x, xPitch, y, yPitch, R, N, delta, least, most, doubt, list, first, width);
}

export function round_f32_i16(
  x: usize, xPitch: usize, y: usize, yPitch: usize, R: i32, N: i32, delta: f32, least: f32, most: f32, doubt: f32, list: usize, first: i32, width: i32,
): usize {
  return round<i16>(x, xPitch, y, yPitch, R, N, delta, least, most, doubt, list, first, width);
}
