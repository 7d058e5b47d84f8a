/**
 * Rounds sums to bytes, one channel of a row:
 *
 *     y[n·step] = min(max(nearest(x[n] + delta), 0), 255)
 *
 *   reads     x[0 .. N-1], f32
 *   writes    y at every step-th of N places; to `list` (u32) at + n·step for each sum within `doubt` of the middle between two integers
 *   returns   the end of the list
 */
export function settle_u8(x: usize, y: usize, step: usize, N: i32, delta: f32, doubt: f32, at: u32, list: usize): usize {
  const far = f32x4.splat(0.5 - doubt);
  const add = f32x4.splat(delta);
  const least = f32x4.splat(0), most = f32x4.splat(255);
  const whole = N & ~3;
  for (let n = 0; n < whole; n += 4, x += 16) {
    const sum = f32x4.add(v128.load(x), add);
    const rounded = f32x4.nearest(sum);
    const bytes = i32x4.trunc_sat_f32x4_u(f32x4.min(f32x4.max(rounded, least), most));
    if (step == 1) {
      const words = i16x8.narrow_i32x4_u(bytes, bytes);
      v128.store32_lane(y + n, i8x16.narrow_i16x8_u(words, words), 0);
    } else {
      const to = y + <usize>n * step;
      store<u8>(to, <u8>i32x4.extract_lane(bytes, 0));
      store<u8>(to + step, <u8>i32x4.extract_lane(bytes, 1));
      store<u8>(to + 2 * step, <u8>i32x4.extract_lane(bytes, 2));
      store<u8>(to + 3 * step, <u8>i32x4.extract_lane(bytes, 3));
    }
    let bits = i32x4.bitmask(f32x4.ge(f32x4.abs(f32x4.sub(sum, rounded)), far));
    for (; bits != 0; bits &= bits - 1, list += 4) store<u32>(list, at + <u32>((n + ctz<i32>(bits)) * <i32>step));
  }
  for (let n = whole; n < N; n++, x += 4) {
    const sum = load<f32>(x) + delta;
    const rounded = nearest<f32>(sum);
    store<u8>(y + <usize>n * step, <u8>min<f32>(max<f32>(rounded, 0), 255));
    if (abs<f32>(sum - rounded) >= <f32>0.5 - doubt) {
      store<u32>(list, at + <u32>(n * <i32>step));
      list += 4;
    }
  }
  return list;
}
