import { exp, expLessOne, term } from "./exponential";

/** Functions of networks and their derivatives, in vectors. */

/** Of which function the slope is; constants. */
const SIGMOID: i32 = 0;
const SILU: i32 = 1;

// @ts-ignore: decorator
@inline
function sign<T>(): v128 {
  return v128.splat<T>(<T>-0.0);
}

/** 1 / (1 + e^−x), by e^−|x|, which neither overflows nor cancels. */
export function sigmoid<T>(x: v128): v128 {
  const e = exp<T>(v128.neg<T>(v128.abs<T>(x)));
  const one = v128.splat<T>(<T>1);
  const above = v128.bitselect(e, one, v128.lt<T>(x, v128.splat<T>(<T>0)));
  return v128.div<T>(above, v128.add<T>(one, e));
}

/** σ(x) · σ(−x). */
export function sigmoidSlope<T>(x: v128): v128 {
  return pair<T>(SIGMOID, x);
}

/** σ(x) · (1 + x · σ(−x)). */
export function siluSlope<T>(x: v128): v128 {
  return pair<T>(SILU, x);
}

/** What is made of σ(x) and σ(−x), of one exponential; 1 − σ(x) would lose the small one. */
// @ts-ignore: decorator
@inline
function pair<T>(which: i32, x: v128): v128 {
  const e = exp<T>(v128.neg<T>(v128.abs<T>(x)));
  const one = v128.splat<T>(<T>1);
  const sum = v128.add<T>(one, e);
  const below = v128.lt<T>(x, v128.splat<T>(<T>0));
  const s = v128.div<T>(v128.bitselect(e, one, below), sum);
  const other = v128.div<T>(v128.bitselect(one, e, below), sum);
  return v128.mul<T>(s, which == SILU ? v128.add<T>(one, v128.mul<T>(x, other)) : other);
}

/** (e^2x − 1) / (e^2x + 1), by e^2|x| − 1. */
export function tanh<T>(x: v128): v128 {
  const twice = v128.abs<T>(v128.add<T>(x, x));
  const e = expLessOne<T>(v128.pmin<T>(twice, v128.splat<T>(<T>44)));
  const t = v128.div<T>(e, v128.add<T>(e, v128.splat<T>(<T>2)));
  return v128.bitselect(x, t, sign<T>());
}

/** 1 − tanh² x. */
export function tanhSlope<T>(x: v128): v128 {
  const t = tanh<T>(x);
  return v128.sub<T>(v128.splat<T>(<T>1), v128.mul<T>(t, t));
}

/** Φ(x) = ½ erfc(−x / √2), of relative precision on both sides. */
export function normal<T>(x: v128): v128 {
  const z = distance<T>(x);
  return share<T>(x, z, bell<T>(z));
}

/** The slope of x · Φ(x): Φ(x) + x · e^(−x²/2) / √(2π). */
export function normalSlope<T>(x: v128): v128 {
  const z = distance<T>(x);
  const e = bell<T>(z);
  return v128.add<T>(share<T>(x, z, e), v128.mul<T>(x, v128.mul<T>(e, v128.splat<T>(<T>0.3989422804014327))));
}

/** |x|, as far as the tail is a number. */
// @ts-ignore: decorator
@inline
function distance<T>(x: v128): v128 {
  return v128.pmin<T>(v128.abs<T>(x), v128.splat<T>(<T>(sizeof<T>() == 4 ? 15 : 40)));
}

/** Φ(x), e being e^(−z²/2). */
// @ts-ignore: decorator
@inline
function share<T>(x: v128, z: v128, e: v128): v128 {
  const tail = v128.mul<T>(e, mills<T>(z));
  return v128.bitselect(tail, v128.sub<T>(v128.splat<T>(<T>1), tail), v128.lt<T>(x, v128.splat<T>(<T>0)));
}

/** e^(−z²/2). What rounding took off z² is put back: at z = 30 it is worth 50 units in the last place. */
function bell<T>(z: v128): v128 {
  const square = v128.mul<T>(z, z);
  // the upper half of z's digits, whose square is exact, and the lower one
  const upper = v128.and(z, sizeof<T>() == 4 ? i32x4.splat(0xfffff000) : i64x2.splat(0xfffffffff8000000));
  const lower = v128.sub<T>(z, upper);
  const rest = v128.add<T>(v128.sub<T>(v128.mul<T>(upper, upper), square), v128.mul<T>(lower, v128.add<T>(upper, z)));
  const half = v128.splat<T>(<T>-0.5);
  const e = exp<T>(v128.mul<T>(square, half));
  return v128.add<T>(e, v128.mul<T>(e, v128.mul<T>(rest, half)));
}

/**
 * ½ erfc(z / √2) · e^(z²/2) for 0 ≤ z ≤ 40 (f32: 15): a polynomial in (z − b) / (z + b) over 1 + 1.25 z, fitted to 3·10^-9 and 10^-17 (b = 4 and 5).
 */
function mills<T>(z: v128): v128 {
  const b = v128.splat<T>(<T>(sizeof<T>() == 4 ? 4 : 5));
  const t = v128.div<T>(v128.sub<T>(z, b), v128.add<T>(z, b));
  let p: v128;
  if (sizeof<T>() == 4) {
    p = f32x4.splat(-9.48696761151782e-05);
    p = term<f32>(p, t, -6.966635670397635e-05);
    p = term<f32>(p, t, 0.0009068719231235261);
    p = term<f32>(p, t, -0.0005369932898007355);
    p = term<f32>(p, t, -0.006378744697942518);
    p = term<f32>(p, t, 0.024548038330992807);
    p = term<f32>(p, t, -0.04796354822965681);
    p = term<f32>(p, t, 0.0536768171769199);
    p = term<f32>(p, t, -0.01359526520947727);
    p = term<f32>(p, t, -0.07827990238341466);
    p = term<f32>(p, t, 0.5664638476467179);
  } else {
    p = f64x2.splat(9.98232001902474e-10);
    p = term<f64>(p, t, 5.115188269200342e-09);
    p = term<f64>(p, t, -1.7461931875275197e-11);
    p = term<f64>(p, t, -4.13384585184618e-08);
    p = term<f64>(p, t, -2.457697303356074e-08);
    p = term<f64>(p, t, 2.582967125981273e-07);
    p = term<f64>(p, t, 1.364214764411034e-07);
    p = term<f64>(p, t, -1.698244730826936e-06);
    p = term<f64>(p, t, 8.271947658607453e-08);
    p = term<f64>(p, t, 1.1644000772342692e-05);
    p = term<f64>(p, t, -1.4031754209597248e-05);
    p = term<f64>(p, t, -6.725037358932721e-05);
    p = term<f64>(p, t, 0.0002430246401877619);
    p = term<f64>(p, t, -2.3829595642685872e-05);
    p = term<f64>(p, t, -0.002149978123030306);
    p = term<f64>(p, t, 0.008747211909194086);
    p = term<f64>(p, t, -0.021210861890525633);
    p = term<f64>(p, t, 0.036524679177524604);
    p = term<f64>(p, t, -0.04496514177892162);
    p = term<f64>(p, t, 0.032723909797537185);
    p = term<f64>(p, t, 0.009770757560953396);
    p = term<f64>(p, t, -0.07857596347650801);
    p = term<f64>(p, t, 0.5576649610687956);
  }
  return v128.div<T>(p, term<T>(v128.splat<T>(<T>1.25), z, <T>1));
}
