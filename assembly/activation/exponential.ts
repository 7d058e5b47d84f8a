/** e^x in vectors: arithmetic alone, no table and no branch, so that every engine gives the same bits. */

/** x between two limits; NaN stays. */
// @ts-ignore: decorator
@inline
function between<T>(x: v128, least: T, most: T): v128 {
  return v128.pmin<T>(v128.pmax<T>(x, v128.splat<T>(least)), v128.splat<T>(most));
}

/** The whole number k of x = k·ln 2 + r, |r| ≤ ln 2 / 2. */
// @ts-ignore: decorator
@inline
function halvings<T>(x: v128): v128 {
  return v128.nearest<T>(v128.mul<T>(x, v128.splat<T>(<T>1.4426950408889634)));
}

/** e^r − 1 for r = x − k·ln 2, by Taylor's series, whose next term is below a tenth of a unit in the last place. ln 2 in two parts makes r exact. */
// @ts-ignore: decorator
@inline
function remainder<T>(x: v128, k: v128): v128 {
  if (sizeof<T>() == 4) {
    const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375))), f32x4.mul(k, f32x4.splat(-2.12194440e-4)));
    let q = f32x4.splat(1.0 / 40320);
    q = term<f32>(q, r, 1.0 / 5040);
    q = term<f32>(q, r, 1.0 / 720);
    q = term<f32>(q, r, 1.0 / 120);
    q = term<f32>(q, r, 1.0 / 24);
    q = term<f32>(q, r, 1.0 / 6);
    q = term<f32>(q, r, 0.5);
    return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), q));
  }
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(6.93147180369123816490e-1))), f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10)));
  let q = f64x2.splat(1.0 / 87178291200);
  q = term<f64>(q, r, 1.0 / 6227020800);
  q = term<f64>(q, r, 1.0 / 479001600);
  q = term<f64>(q, r, 1.0 / 39916800);
  q = term<f64>(q, r, 1.0 / 3628800);
  q = term<f64>(q, r, 1.0 / 362880);
  q = term<f64>(q, r, 1.0 / 40320);
  q = term<f64>(q, r, 1.0 / 5040);
  q = term<f64>(q, r, 1.0 / 720);
  q = term<f64>(q, r, 1.0 / 120);
  q = term<f64>(q, r, 1.0 / 24);
  q = term<f64>(q, r, 1.0 / 6);
  q = term<f64>(q, r, 0.5);
  return f64x2.add(r, f64x2.mul(f64x2.mul(r, r), q));
}

/** q·r + c: a step of Horner's scheme, rounded twice in both builds. */
// @ts-ignore: decorator
@inline
export function term<T>(q: v128, r: v128, c: T): v128 {
  return v128.add<T>(v128.mul<T>(q, r), v128.splat<T>(c));
}

/**
 * 2^k of whole numbers that a normal number can have as its exponent; of NaN anything. A sum with 1.5 · 2^23 (f64: 2^52) has k and the exponent's bias in its
 * last digits, which the shift leaves alone: conversions to integers that mind NaN are four times as long.
 */
// @ts-ignore: decorator
@inline
function powerOfTwo<T>(k: v128): v128 {
  if (sizeof<T>() == 4) return i32x4.shl(f32x4.add(k, f32x4.splat(12582912 + 127)), 23);
  return i64x2.shl(f64x2.add(k, f64x2.splat(6755399441055744 + 1023)), 52);
}

/** e^x within one and a half units in the last place; subnormal results too. A function of its own: within each of its callers it made the module three times as large. */
export function exp<T>(given: v128): v128 {
  const x = sizeof<T>() == 4 ? between<T>(given, <T>-104, <T>89) : between<T>(given, <T>-746, <T>710);
  const k = halvings<T>(x);
  const p = remainder<T>(x, k);
  // in two factors, since 2^k may be more than a number holds, or less
  const half = v128.floor<T>(v128.mul<T>(k, v128.splat<T>(<T>0.5)));
  const first = powerOfTwo<T>(half);
  const y = v128.add<T>(first, v128.mul<T>(first, p));
  return v128.mul<T>(y, powerOfTwo<T>(v128.sub<T>(k, half)));
}

/** e^x − 1 for 0 ≤ x ≤ 64, within two units in the last place. */
// @ts-ignore: decorator
@inline
export function expLessOne<T>(x: v128): v128 {
  const k = halvings<T>(x);
  const power = powerOfTwo<T>(k);
  return v128.add<T>(v128.mul<T>(power, remainder<T>(x, k)), v128.sub<T>(power, v128.splat<T>(<T>1)));
}
