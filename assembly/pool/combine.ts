/** How a pool combines two numbers. Constants, so that each kernel keeps one way alone. */

/** The larger one, the first where they are equal; NaN is not asked for, and may be lost: one instruction where the maximum that knows NaN takes eight. */
export const MAX: i32 = 0;
/** Their sum. */
export const SUM: i32 = 1;

/** What no number gives. */
// @ts-ignore: decorator
@inline
export function nothing<T>(way: i32): v128 {
  return v128.splat<T>(way == SUM ? <T>0 : <T>-Infinity);
}

/** a combined with b, which comes after it. */
// @ts-ignore: decorator
@inline
export function combine<T>(way: i32, a: v128, b: v128): v128 {
  return way == SUM ? v128.add<T>(a, b) : v128.pmax<T>(a, b);
}

/** The number at p in the first lane. */
// @ts-ignore: decorator
@inline
export function single<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_zero(p) : v128.load64_zero(p);
}

/** Writes the number in the first lane to p. */
// @ts-ignore: decorator
@inline
export function storeSingle<T>(p: usize, value: v128): void {
  if (sizeof<T>() == 4) v128.store32_lane(p, value, 0);
  else v128.store64_lane(p, value, 0);
}
