import { normal, normalSlope, sigmoid, sigmoidSlope, siluSlope, tanh, tanhSlope } from "./functions";

/** Which function; constants, so that each kernel keeps one alone. */
const RECTIFY: i32 = 0;
const LEAK: i32 = 1;
const SIGMOID: i32 = 2;
const TANH: i32 = 3;
const GELU: i32 = 4;
const SILU: i32 = 5;

/** f(x). `p` is the upper limit of RECTIFY, the slope of LEAK. */
// @ts-ignore: decorator
@inline
function value<T>(which: i32, x: v128, p: v128): v128 {
  const zero = v128.splat<T>(<T>0);
  if (which == RECTIFY) return v128.pmin<T>(v128.pmax<T>(x, zero), p);
  if (which == LEAK) return v128.bitselect(v128.mul<T>(x, p), x, v128.lt<T>(x, zero));
  if (which == SIGMOID) return sigmoid<T>(x);
  if (which == TANH) return tanh<T>(x);
  if (which == GELU) return v128.mul<T>(x, normal<T>(x));
  return v128.mul<T>(x, sigmoid<T>(x));
}

/** g · f′(x). A limit of NaN is none: one of infinity would be reached. */
// @ts-ignore: decorator
@inline
function slope<T>(which: i32, g: v128, x: v128, p: v128): v128 {
  const zero = v128.splat<T>(<T>0);
  if (which == RECTIFY) return v128.andnot(g, v128.or(v128.le<T>(x, zero), v128.ge<T>(x, p)));
  if (which == LEAK) return v128.bitselect(g, v128.mul<T>(g, p), v128.gt<T>(x, zero));
  if (which == SIGMOID) return v128.mul<T>(g, sigmoidSlope<T>(x));
  if (which == TANH) return v128.mul<T>(g, tanhSlope<T>(x));
  if (which == GELU) return v128.mul<T>(g, normalSlope<T>(x));
  return v128.mul<T>(g, siluSlope<T>(x));
}

/**
 * y[n] = f(x[n]).
 *
 *   reads     x[0 .. N-1] and what fills the last vector    no alignment needed
 *   writes    y[0 .. N-1], which may be x, and what fills the last vector: without it a second body doubled the module, and a branch the time of the shortest functions
 *   rounding  relu, relu6 exact; leakyRelu once; tanh, sigmoid within 3, silu 4, gelu 8 units in the last place, more where results are subnormal
 */
// @ts-ignore: decorator
@inline
function apply<T>(which: i32, x: usize, y: usize, N: usize, p: T): void {
  const end = y + N * sizeof<T>();
  const parameter = v128.splat<T>(p);
  for (; y < end; x += 16, y += 16) v128.store(y, value<T>(which, v128.load(x), parameter));
}

/**
 * d[n] = g[n] · f′(x[n]).
 *
 *   reads     g[0 .. N-1], x[0 .. N-1] and what fills their last vectors    no alignment needed
 *   writes    d[0 .. N-1], which may be g or x, and what fills the last vector
 */
// @ts-ignore: decorator
@inline
function applySlope<T>(which: i32, g: usize, x: usize, d: usize, N: usize, p: T): void {
  const end = d + N * sizeof<T>();
  const parameter = v128.splat<T>(p);
  for (; d < end; g += 16, x += 16, d += 16) v128.store(d, slope<T>(which, v128.load(g), v128.load(x), parameter));
}

export function rectify_f32(x: usize, y: usize, N: usize, p: f32): void { apply<f32>(RECTIFY, x, y, N, p); }
export function rectify_f64(x: usize, y: usize, N: usize, p: f64): void { apply<f64>(RECTIFY, x, y, N, p); }
export function leak_f32(x: usize, y: usize, N: usize, p: f32): void { apply<f32>(LEAK, x, y, N, p); }
export function leak_f64(x: usize, y: usize, N: usize, p: f64): void { apply<f64>(LEAK, x, y, N, p); }
export function sigmoid_f32(x: usize, y: usize, N: usize, p: f32): void { apply<f32>(SIGMOID, x, y, N, p); }
export function sigmoid_f64(x: usize, y: usize, N: usize, p: f64): void { apply<f64>(SIGMOID, x, y, N, p); }
export function tanh_f32(x: usize, y: usize, N: usize, p: f32): void { apply<f32>(TANH, x, y, N, p); }
export function tanh_f64(x: usize, y: usize, N: usize, p: f64): void { apply<f64>(TANH, x, y, N, p); }
export function gelu_f32(x: usize, y: usize, N: usize, p: f32): void { apply<f32>(GELU, x, y, N, p); }
export function gelu_f64(x: usize, y: usize, N: usize, p: f64): void { apply<f64>(GELU, x, y, N, p); }
export function silu_f32(x: usize, y: usize, N: usize, p: f32): void { apply<f32>(SILU, x, y, N, p); }
export function silu_f64(x: usize, y: usize, N: usize, p: f64): void { apply<f64>(SILU, x, y, N, p); }
export function rectify_slope_f32(g: usize, x: usize, d: usize, N: usize, p: f32): void { applySlope<f32>(RECTIFY, g, x, d, N, p); }
export function rectify_slope_f64(g: usize, x: usize, d: usize, N: usize, p: f64): void { applySlope<f64>(RECTIFY, g, x, d, N, p); }
export function leak_slope_f32(g: usize, x: usize, d: usize, N: usize, p: f32): void { applySlope<f32>(LEAK, g, x, d, N, p); }
export function leak_slope_f64(g: usize, x: usize, d: usize, N: usize, p: f64): void { applySlope<f64>(LEAK, g, x, d, N, p); }
export function sigmoid_slope_f32(g: usize, x: usize, d: usize, N: usize, p: f32): void { applySlope<f32>(SIGMOID, g, x, d, N, p); }
export function sigmoid_slope_f64(g: usize, x: usize, d: usize, N: usize, p: f64): void { applySlope<f64>(SIGMOID, g, x, d, N, p); }
export function tanh_slope_f32(g: usize, x: usize, d: usize, N: usize, p: f32): void { applySlope<f32>(TANH, g, x, d, N, p); }
export function tanh_slope_f64(g: usize, x: usize, d: usize, N: usize, p: f64): void { applySlope<f64>(TANH, g, x, d, N, p); }
export function gelu_slope_f32(g: usize, x: usize, d: usize, N: usize, p: f32): void { applySlope<f32>(GELU, g, x, d, N, p); }
export function gelu_slope_f64(g: usize, x: usize, d: usize, N: usize, p: f64): void { applySlope<f64>(GELU, g, x, d, N, p); }
export function silu_slope_f32(g: usize, x: usize, d: usize, N: usize, p: f32): void { applySlope<f32>(SILU, g, x, d, N, p); }
export function silu_slope_f64(g: usize, x: usize, d: usize, N: usize, p: f64): void { applySlope<f64>(SILU, g, x, d, N, p); }
