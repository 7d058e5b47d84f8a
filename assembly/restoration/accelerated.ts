import { flushed, one, total } from "./flush";

/**
 * Goes on a little in the direction of the last step, as Biggs and Andrews accelerate an iteration:
 *
 *     y[n] = max(x[n] + alpha · (x[n] − p[n]), 0),   p[n] ← x[n]
 *
 *   reads     x[0 .. N-1]
 *   writes    y[0 .. N-1], p[0 .. N-1]
 *   rounding  each operation to T; below `floor` in magnitude to 0
 */
// @ts-ignore: decorator
@inline
function predict<T>(x: usize, p: usize, y: usize, N: usize, alpha: T, floor: T): void {
  const a = v128.splat<T>(alpha), f = v128.splat<T>(floor), zero = v128.splat<T>(<T>0);
  const end = y + N * sizeof<T>();
  for (; y + 16 <= end; x += 16, p += 16, y += 16) {
    const v = v128.load(x);
    const ahead = v128.add<T>(v, v128.mul<T>(a, v128.sub<T>(v, v128.load(p))));
    v128.store(y, flushed<T>(v128.max<T>(ahead, zero), f));
    v128.store(p, v);
  }
  for (; y < end; x += sizeof<T>(), p += sizeof<T>(), y += sizeof<T>()) {
    const v = one<T>(x);
    const ahead = v128.add<T>(v, v128.mul<T>(a, v128.sub<T>(v, one<T>(p))));
    store<T>(y, v128.extract_lane<T>(flushed<T>(v128.max<T>(ahead, zero), f), 0));
    store<T>(p, v128.extract_lane<T>(v, 0));
  }
}

/**
 * Takes the iteration's step from the prediction y, and what the next prediction is made from:
 *
 *     x[n] = y[n] · c[n],   d = x[n] − y[n]
 *     sums[0] += Σ d · g[n]    sums[1] += Σ g[n]²    sums[2] += Σ d²    sums[3] += Σ x[n]²
 *     g[n] ← d
 *
 *   reads     y[0 .. N-1], c[0 .. N-1], g[0 .. N-1]
 *   writes    x[0 .. N-1], g[0 .. N-1], four f64 at sums
 *   rounding  terms and sums of lanes to T, the rest in f64
 */
// @ts-ignore: decorator
@inline
function advance<T>(y: usize, c: usize, x: usize, g: usize, N: usize, floor: T, sums: usize): void {
  const f = v128.splat<T>(floor);
  let along = v128.splat<T>(<T>0), before = along, moved = along, size = along;
  const end = x + N * sizeof<T>();
  for (; x + 16 <= end; y += 16, c += 16, x += 16, g += 16) {
    const from = v128.load(y), next = flushed<T>(v128.mul<T>(from, v128.load(c)), f);
    const d = v128.sub<T>(next, from), last = v128.load(g);
    along = v128.add<T>(along, v128.mul<T>(d, last));
    before = v128.add<T>(before, v128.mul<T>(last, last));
    moved = v128.add<T>(moved, v128.mul<T>(d, d));
    size = v128.add<T>(size, v128.mul<T>(next, next));
    v128.store(x, next);
    v128.store(g, d);
  }
  for (; x < end; y += sizeof<T>(), c += sizeof<T>(), x += sizeof<T>(), g += sizeof<T>()) {
    const from = one<T>(y), next = flushed<T>(v128.mul<T>(from, one<T>(c)), f);
    const d = v128.sub<T>(next, from), last = one<T>(g);
    along = v128.add<T>(along, v128.mul<T>(d, last));
    before = v128.add<T>(before, v128.mul<T>(last, last));
    moved = v128.add<T>(moved, v128.mul<T>(d, d));
    size = v128.add<T>(size, v128.mul<T>(next, next));
    store<T>(x, v128.extract_lane<T>(next, 0));
    store<T>(g, v128.extract_lane<T>(d, 0));
  }
  store<f64>(sums, load<f64>(sums) + total<T>(along));
  store<f64>(sums, load<f64>(sums, 8) + total<T>(before), 8);
  store<f64>(sums, load<f64>(sums, 16) + total<T>(moved), 16);
  store<f64>(sums, load<f64>(sums, 24) + total<T>(size), 24);
}

export function predict_f32(x: usize, p: usize, y: usize, N: usize, alpha: f32, floor: f32): void {
  predict<f32>(x, p, y, N, alpha, floor);
}
export function predict_f64(x: usize, p: usize, y: usize, N: usize, alpha: f64, floor: f64): void {
  predict<f64>(x, p, y, N, alpha, floor);
}

export function advance_f32(y: usize, c: usize, x: usize, g: usize, N: usize, floor: f32, sums: usize): void {
  advance<f32>(y, c, x, g, N, floor, sums);
}
export function advance_f64(y: usize, c: usize, x: usize, g: usize, N: usize, floor: f64, sums: usize): void {
  advance<f64>(y, c, x, g, N, floor, sums);
}
