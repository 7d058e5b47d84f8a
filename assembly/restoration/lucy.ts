import { flushed, one, total } from "./flush";

/*
 * The steps of Richardson–Lucy's iteration between its two convolutions. None needs alignment, all go through N numbers one after
 * another, and numbers below `floor` in magnitude become 0.
 */

// @ts-ignore: decorator
@inline
function quotient<T>(y: v128, c: v128, least: v128, epsilon: v128, dark: v128, floor: v128): v128 {
  const blurred = v128.add<T>(v128.pmax<T>(c, least), epsilon);
  return flushed<T>(v128.andnot(v128.div<T>(y, blurred), v128.lt<T>(blurred, dark)), floor);
}

/**
 * How much brighter the picture is than the blurred estimate:
 *
 *     b = max(c[n], least) + epsilon
 *     r[n] = 0 where b < dark, else y[n] / b
 *
 *   reads     y[0 .. N-1], c[0 .. N-1]
 *   writes    r[0 .. N-1], which may be c
 *   rounding  each operation to T
 */
// @ts-ignore: decorator
@inline
function ratio<T>(y: usize, c: usize, r: usize, N: usize, least: T, epsilon: T, dark: T, floor: T): void {
  const m = v128.splat<T>(least), e = v128.splat<T>(epsilon), d = v128.splat<T>(dark), f = v128.splat<T>(floor);
  const end = r + N * sizeof<T>();
  for (; r + 16 <= end; y += 16, c += 16, r += 16) v128.store(r, quotient<T>(v128.load(y), v128.load(c), m, e, d, f));
  for (; r < end; y += sizeof<T>(), c += sizeof<T>(), r += sizeof<T>()) store<T>(r, v128.extract_lane<T>(quotient<T>(one<T>(y), one<T>(c), m, e, d, f), 0));
}

// @ts-ignore: decorator
@inline
function weighted<T>(q: v128, w: v128, floor: v128): v128 {
  // A weight of 0 gives 0 whatever the picture holds there, NaN too.
  return flushed<T>(v128.and(v128.mul<T>(q, w), v128.ne<T>(w, v128.splat<T>(<T>0))), floor);
}

/**
 * The same times a weight: r[n] = w[n] · y[n] / b, and 0 where w[n] is 0, whatever stands in y[n].
 *
 *   reads     y, w, c: N numbers each
 *   writes    r[0 .. N-1], which may be c
 */
// @ts-ignore: decorator
@inline
function ratioWeighted<T>(y: usize, w: usize, c: usize, r: usize, N: usize, least: T, epsilon: T, dark: T, floor: T): void {
  const m = v128.splat<T>(least), e = v128.splat<T>(epsilon), d = v128.splat<T>(dark), f = v128.splat<T>(floor);
  const end = r + N * sizeof<T>();
  for (; r + 16 <= end; y += 16, w += 16, c += 16, r += 16) {
    v128.store(r, weighted<T>(quotient<T>(v128.load(y), v128.load(c), m, e, d, f), v128.load(w), f));
  }
  for (; r < end; y += sizeof<T>(), w += sizeof<T>(), c += sizeof<T>(), r += sizeof<T>()) {
    store<T>(r, v128.extract_lane<T>(weighted<T>(quotient<T>(one<T>(y), one<T>(c), m, e, d, f), one<T>(w), f), 0));
  }
}

/**
 * x[n] ← x[n] · c[n]
 *
 *   reads     c[0 .. N-1]
 *   writes    x[0 .. N-1]
 */
// @ts-ignore: decorator
@inline
function multiply<T>(x: usize, c: usize, N: usize, floor: T): void {
  const f = v128.splat<T>(floor);
  const end = x + N * sizeof<T>();
  for (; x + 16 <= end; x += 16, c += 16) v128.store(x, flushed<T>(v128.mul<T>(v128.load(x), v128.load(c)), f));
  for (; x < end; x += sizeof<T>(), c += sizeof<T>()) store<T>(x, v128.extract_lane<T>(flushed<T>(v128.mul<T>(one<T>(x), one<T>(c)), f), 0));
}

/**
 * How far a factor is the same everywhere: c[n] ← c[n] / s[n] where s[n] > least, else 1, so that a place that no weighted sample
 * sees keeps what it has.
 *
 *   reads     s[0 .. N-1]
 *   writes    c[0 .. N-1]
 */
// @ts-ignore: decorator
@inline
function level<T>(c: usize, s: usize, N: usize, least: T): void {
  const m = v128.splat<T>(least), ones = v128.splat<T>(<T>1);
  const end = c + N * sizeof<T>();
  for (; c + 16 <= end; c += 16, s += 16) {
    const seen = v128.load(s);
    v128.store(c, v128.bitselect(v128.div<T>(v128.load(c), seen), ones, v128.gt<T>(seen, m)));
  }
  for (; c < end; c += sizeof<T>(), s += sizeof<T>()) store<T>(c, load<T>(s) > least ? load<T>(c) / load<T>(s) : <T>1);
}

/**
 * How much the next step changes: adds to two f64 at sums
 *
 *     sums[0] += Σ (x[n] · c[n] − x[n])²    sums[1] += Σ (x[n] · c[n])²
 *
 *   reads     x[0 .. N-1], c[0 .. N-1]
 *   writes    sums[0 .. 1]
 *   rounding  terms and sums of lanes to T, the rest in f64
 */
// @ts-ignore: decorator
@inline
function change<T>(x: usize, c: usize, N: usize, sums: usize): void {
  let moved = v128.splat<T>(<T>0), size = moved;
  const end = x + N * sizeof<T>();
  for (; x + 16 <= end; x += 16, c += 16) {
    const v = v128.load(x), next = v128.mul<T>(v, v128.load(c)), step = v128.sub<T>(next, v);
    moved = v128.add<T>(moved, v128.mul<T>(step, step));
    size = v128.add<T>(size, v128.mul<T>(next, next));
  }
  for (; x < end; x += sizeof<T>(), c += sizeof<T>()) {
    const v = one<T>(x), next = v128.mul<T>(v, one<T>(c)), step = v128.sub<T>(next, v);
    moved = v128.add<T>(moved, v128.mul<T>(step, step));
    size = v128.add<T>(size, v128.mul<T>(next, next));
  }
  store<f64>(sums, load<f64>(sums) + total<T>(moved));
  store<f64>(sums, load<f64>(sums, 8) + total<T>(size), 8);
}

/**
 * y[n] = x[n] held between low and high; NaN stays.
 *
 *   reads     x[0 .. N-1]
 *   writes    y[0 .. N-1], which may be x
 */
// @ts-ignore: decorator
@inline
function clip<T>(x: usize, y: usize, N: usize, low: T, high: T): void {
  const l = v128.splat<T>(low), h = v128.splat<T>(high);
  const end = y + N * sizeof<T>();
  for (; y + 16 <= end; x += 16, y += 16) v128.store(y, v128.min<T>(v128.max<T>(v128.load(x), l), h));
  for (; y < end; x += sizeof<T>(), y += sizeof<T>()) store<T>(y, min<T>(max<T>(load<T>(x), low), high));
}

export function ratio_f32(y: usize, c: usize, r: usize, N: usize, least: f32, epsilon: f32, dark: f32, floor: f32): void {
  ratio<f32>(y, c, r, N, least, epsilon, dark, floor);
}
export function ratio_f64(y: usize, c: usize, r: usize, N: usize, least: f64, epsilon: f64, dark: f64, floor: f64): void {
  ratio<f64>(y, c, r, N, least, epsilon, dark, floor);
}

export function ratio_weighted_f32(y: usize, w: usize, c: usize, r: usize, N: usize, least: f32, epsilon: f32, dark: f32, floor: f32): void {
  ratioWeighted<f32>(y, w, c, r, N, least, epsilon, dark, floor);
}
export function ratio_weighted_f64(y: usize, w: usize, c: usize, r: usize, N: usize, least: f64, epsilon: f64, dark: f64, floor: f64): void {
  ratioWeighted<f64>(y, w, c, r, N, least, epsilon, dark, floor);
}

export function multiply_f32(x: usize, c: usize, N: usize, floor: f32): void {
  multiply<f32>(x, c, N, floor);
}
export function multiply_f64(x: usize, c: usize, N: usize, floor: f64): void {
  multiply<f64>(x, c, N, floor);
}

export function level_f32(c: usize, s: usize, N: usize, least: f32): void {
  level<f32>(c, s, N, least);
}
export function level_f64(c: usize, s: usize, N: usize, least: f64): void {
  level<f64>(c, s, N, least);
}

export function change_f32(x: usize, c: usize, N: usize, sums: usize): void {
  change<f32>(x, c, N, sums);
}
export function change_f64(x: usize, c: usize, N: usize, sums: usize): void {
  change<f64>(x, c, N, sums);
}

export function clip_f32(x: usize, y: usize, N: usize, low: f32, high: f32): void {
  clip<f32>(x, y, N, low, high);
}
export function clip_f64(x: usize, y: usize, N: usize, low: f64, high: f64): void {
  clip<f64>(x, y, N, low, high);
}
