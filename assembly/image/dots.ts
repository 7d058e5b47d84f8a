/**
 * Two neighbouring rows of a correlation in integers, from rows in pairs (pairs.ts):
 *
 *     a[n] = start + Σ_t dot(even[t], x[n + offset[t]]),    y0[n] = round(a[n] / 2^shift), saturated;    b[n], y1 with odd
 *
 * A tap is two weights, one above the other, and dot adds both products. A pair of rows that is loaded meets the taps of both rows of outputs.
 * With four vectors of each row in flight 3×3 taps took 0.5 ns an output, 11×11 taps 8 ns (Node 20).
 *
 *   reads     x, T taps at `taps`: offset in bytes, even, odd (i32, i16 × 2, i16 × 2)
 *   writes    y0, y1  [0 .. N-1], i16, or u16 where unsigned is 1; N ≥ 16: the last sixteen end flush with the row and compute some again
 *   rounding  none before the end. With a limit below 0 half to even, where the sums are exact; start holds 2^(shift−1) − 1.
 *             Otherwise start holds 2^(shift−1) and the error that weights may have; outputs whose remainder is at most `limit` are listed (u32),
 *             as at0 + n and at1 + n
 *   returns   the end of the list
 */
export function dots_i16(
  x: usize, taps: usize, T: usize, y0: usize, y1: usize, N: usize, unsigned: i32, start: i32, shift: i32, limit: i32, at0: u32, at1: u32, list: usize,
): usize {
  const tapsEnd = taps + T * 12;
  const from = i32x4.splat(start);
  const last = N - 16;
  let n: usize = 0;
  while (true) {
    let a0 = from, a1 = from, a2 = from, a3 = from;
    let b0 = from, b1 = from, b2 = from, b3 = from;
    const corner = x + (n << 2);
    for (let t = taps; t < tapsEnd; t += 12) {
      const q = corner + <usize>load<i32>(t);
      const even = v128.load32_splat(t, 4), odd = v128.load32_splat(t, 8);
      let v = v128.load(q);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, even));
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, odd));
      v = v128.load(q, 16);
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, even));
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, odd));
      v = v128.load(q, 32);
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, even));
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, odd));
      v = v128.load(q, 48);
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, even));
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, odd));
    }
    if (limit >= 0) {
      list = listed(a0, a1, a2, a3, shift, limit, at0 + <u32>n, list);
      list = listed(b0, b1, b2, b3, shift, limit, at1 + <u32>n, list);
      deliver(y0 + (n << 1), unsigned, i32x4.shr_s(a0, shift), i32x4.shr_s(a1, shift), i32x4.shr_s(a2, shift), i32x4.shr_s(a3, shift));
      deliver(y1 + (n << 1), unsigned, i32x4.shr_s(b0, shift), i32x4.shr_s(b1, shift), i32x4.shr_s(b2, shift), i32x4.shr_s(b3, shift));
    } else {
      deliver(y0 + (n << 1), unsigned, halfEven(a0, shift), halfEven(a1, shift), halfEven(a2, shift), halfEven(a3, shift));
      deliver(y1 + (n << 1), unsigned, halfEven(b0, shift), halfEven(b1, shift), halfEven(b2, shift), halfEven(b3, shift));
    }
    if (n == last) break;
    n = min<usize>(n + 16, last);
  }
  return list;
}

/** (a + 1 − 2^(shift−1)) / 2^shift, half to even: where the quotient is odd, a half is carried. */
// @ts-ignore: decorator
@inline
function halfEven(a: v128, shift: i32): v128 {
  const least = i32x4.sub(a, i32x4.splat((1 << (shift - 1)) - 1));
  return i32x4.shr_s(i32x4.add(a, v128.and(i32x4.shr_s(least, shift), i32x4.splat(1))), shift);
}

/** Lists those of sixteen outputs whose remainders are at most `limit`. */
// @ts-ignore: decorator
@inline
function listed(a0: v128, a1: v128, a2: v128, a3: v128, shift: i32, limit: i32, at: u32, list: usize): usize {
  const mask = i32x4.splat((1 << shift) - 1);
  const most = i32x4.splat(limit);
  const r0 = v128.and(a0, mask), r1 = v128.and(a1, mask), r2 = v128.and(a2, mask), r3 = v128.and(a3, mask);
  const least = i32x4.min_s(i32x4.min_s(r0, r1), i32x4.min_s(r2, r3));
  if (!v128.any_true(i32x4.le_s(least, most))) return list;
  const low = i16x8.narrow_i32x4_s(i32x4.le_s(r0, most), i32x4.le_s(r1, most));
  const high = i16x8.narrow_i32x4_s(i32x4.le_s(r2, most), i32x4.le_s(r3, most));
  for (let bits = i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)); bits != 0; bits &= bits - 1) {
    store<u32>(list, at + <u32>ctz<i32>(bits));
    list += 4;
  }
  return list;
}

/** Stores sixteen integers of 16 bits, saturated. */
// @ts-ignore: decorator
@inline
function deliver(y: usize, unsigned: i32, a: v128, b: v128, c: v128, d: v128): void {
  if (unsigned) {
    v128.store(y, i16x8.narrow_i32x4_u(a, b));
    v128.store(y, i16x8.narrow_i32x4_u(c, d), 16);
  } else {
    v128.store(y, i16x8.narrow_i32x4_s(a, b));
    v128.store(y, i16x8.narrow_i32x4_s(c, d), 16);
  }
}
