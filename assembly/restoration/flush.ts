/**
 * The lanes of v whose magnitude is at least `floor`, and zeros for the others. An iteration drives dark places towards zero; without this
 * they become subnormal, and every product with them takes a hundred times as long, as wasm cannot flush them itself.
 */
// @ts-ignore: decorator
@inline
export function flushed<T>(v: v128, floor: v128): v128 {
  return v128.andnot(v, v128.lt<T>(v128.abs<T>(v), floor));
}

/** One number in the first lane, zeros in the others: what is left of a row goes through the same operations as its vectors. */
// @ts-ignore: decorator
@inline
export function one<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_zero(p) : v128.load64_zero(p);
}

/** The sum of the lanes, in f64: the lower half first. */
// @ts-ignore: decorator
@inline
export function total<T>(v: v128): f64 {
  if (sizeof<T>() == 8) return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
  const pairs = f64x2.add(f64x2.promote_low_f32x4(v), f64x2.promote_low_f32x4(v128.shuffle<u64>(v, v, 1, 0)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}
