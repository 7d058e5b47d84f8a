/**
 * A row of a correlation of bytes in integers, from rows whose neighbouring pixels lie side by side (couple.ts):
 *
 *     a[n] = start + Σ_r Σ_t dot(taps[r,t], x[r, n/2 + t]),    y[n] = ⌊a[n] / 2^(16 + shift)⌋, saturated; shift is 0 or 6
 *
 * A pair that is loaded meets a tap for the even pixel that begins with it, and one for the odd pixel after that. What counts is how many
 * instructions an output takes, and that no call makes the loop spill: sums that end in the upper halves of their lanes are joined by one shift
 * and one blend for eight outputs, and those in doubt are marked without a branch. 3×3 taps took 0.34 ns an output, by pairs of rows (dots.ts) 0.5 (Node 20).
 *
 *   reads     rows of pairs, `pitch` bytes apart, at x; at `sums` the bytes from pair to pair of one channel, the bytes of a row of taps' pairs,
 *             outputs of a block, shift, start, limit, whether outputs stand in order (0), out of order within a vector (1) or beyond it (2), bytes
 *             of taps (i32); for both vectors of a block's outputs where in the first and in the second as summed they come from (u8 × 64);
 *             where those belong (u8 × 32); taps of all rows (i16 × 2 for even, i16 × 2 for odd pixels)
 *   writes    y[0 .. N-1]; spare[0 .. N+62], what would stand beyond the row; marks, a block of outputs in eight bytes; to `list` (u32) at + n
 *             for outputs whose remainder, in 65536ths, is at most limit
 *   rounding  none: start holds a half and the error that weights may have
 *   returns   the end of the list
 */
export function coupled_u8(x: usize, pitch: usize, sums: usize, taps: usize, y: usize, spare: usize, N: usize, marks: usize, at: u32, list: usize): usize {
  const step = <usize>load<i32>(sums), width = <usize>load<i32>(sums, 4), block = <usize>load<i32>(sums, 8);
  const shifted = load<i32>(sums, 12);
  const mixed = load<i32>(sums, 24);
  const end = taps + <usize>load<i32>(sums, 28);
  let mark = marks;
  for (let n: usize = 0; n < N; n += block) {
    const start = v128.load32_splat(sums, 16);
    let e0 = start, e1 = start, e2 = start, e3 = start;
    let o0 = start, o1 = start, o2 = start, o3 = start;
    let row = x + (n << 1);
    for (let t = taps; t < end; row += pitch) {
      const last = row + width;
      for (let p = row; p < last; p += step, t += 8) {
        const even = v128.load32_splat(t), odd = v128.load32_splat(t, 4);
        let v = v128.load(p);
        e0 = i32x4.add(e0, i32x4.dot_i16x8_s(v, even));
        o0 = i32x4.add(o0, i32x4.dot_i16x8_s(v, odd));
        v = v128.load(p, 16);
        e1 = i32x4.add(e1, i32x4.dot_i16x8_s(v, even));
        o1 = i32x4.add(o1, i32x4.dot_i16x8_s(v, odd));
        v = v128.load(p, 32);
        e2 = i32x4.add(e2, i32x4.dot_i16x8_s(v, even));
        o2 = i32x4.add(o2, i32x4.dot_i16x8_s(v, odd));
        v = v128.load(p, 48);
        e3 = i32x4.add(e3, i32x4.dot_i16x8_s(v, even));
        o3 = i32x4.add(o3, i32x4.dot_i16x8_s(v, odd));
      }
    }
    // a shift that is a constant takes one instruction, and one that is not four
    if (shifted) {
      e0 = i32x4.shr_s(e0, 6);
      o0 = i32x4.shr_s(o0, 6);
      e1 = i32x4.shr_s(e1, 6);
      o1 = i32x4.shr_s(o1, 6);
    }
    const limit = v128.load16_splat(sums, 20);
    const low = doubtful(e0, o0, e1, o1, limit);
    let first = bytes(e0, o0, e1, o1);
    if (shifted) {
      e2 = i32x4.shr_s(e2, 6);
      o2 = i32x4.shr_s(o2, 6);
      e3 = i32x4.shr_s(e3, 6);
      o3 = i32x4.shr_s(o3, 6);
    }
    const high = doubtful(e2, o2, e3, o3, limit);
    let second = bytes(e2, o2, e3, o3);
    if (mixed) {
      const summed = first, other = second;
      first = i8x16.swizzle(first, v128.load(sums, 32));
      second = i8x16.swizzle(second, v128.load(sums, 80));
      if (mixed > 1) {
        first = v128.or(first, i8x16.swizzle(other, v128.load(sums, 48)));
        second = v128.or(second, i8x16.swizzle(summed, v128.load(sums, 64)));
      }
    }
    const to = (n + 32 <= N ? y : spare) + n;
    v128.store(to, first);
    v128.store(to, second, 16);
    store<u32>(mark, <u32>n);
    store<i32>(mark, low | (high << 16), 4);
    mark += <usize>((low | high) != 0) << 3;
  }
  for (let n: usize = N < 32 ? 0 : (N - 32) / block * block + block; n < N; n++) store<u8>(y + n, load<u8>(spare + n));
  return listed(marks, mark, sums + 96, N, at, list);
}

/** Sixteen sums as bytes, those of even and odd pixels in turn. */
// @ts-ignore: decorator
@inline
function bytes(e0: v128, o0: v128, e1: v128, o1: v128): v128 {
  return i8x16.narrow_i16x8_u(woven(i32x4.shr_u(e0, 16), o0), woven(i32x4.shr_u(e1, 16), o1));
}

/** A bit for each of them whose remainder is at most `limit`. */
// @ts-ignore: decorator
@inline
function doubtful(e0: v128, o0: v128, e1: v128, o1: v128, limit: v128): i32 {
  const low = woven(e0, i32x4.shl(o0, 16)), high = woven(e1, i32x4.shl(o1, 16));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.eq(i16x8.min_u(low, limit), low), i16x8.eq(i16x8.min_u(high, limit), high)));
}

/** The lower halves of a's lanes beside the upper halves of b's: one instruction. */
// @ts-ignore: decorator
@inline
function woven(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 9, 2, 11, 4, 13, 6, 15);
}

/** Lists the outputs that are marked; a place of 32 or more is of no output of this block. */
// @ts-ignore: decorator
@inline
function listed(mark: usize, end: usize, places: usize, N: usize, at: u32, list: usize): usize {
  for (; mark < end; mark += 8) {
    const n = load<u32>(mark);
    for (let bits = load<i32>(mark, 4); bits != 0; bits &= bits - 1) {
      const place = <u32>load<u8>(places + <usize>ctz<i32>(bits));
      if (place < 32 && n + place < <u32>N) {
        store<u32>(list, at + n + place);
        list += 4;
      }
    }
  }
  return list;
}
