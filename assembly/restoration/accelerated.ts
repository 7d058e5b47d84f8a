import { flushed, one, total } from "./flush";

// @ts-ignore: decorator
@inline
function ahead<T>(x: v128, p: v128, q: v128, alpha: v128, beta: v128, floor: v128): v128 {
  const step = v128.sub<T>(x, p), bend = v128.sub<T>(step, v128.sub<T>(p, q));
  const y = v128.add<T>(x, v128.add<T>(v128.mul<T>(alpha, step), v128.mul<T>(beta, bend)));
  return flushed<T>(v128.max<T>(y, v128.splat<T>(<T>0)), floor);
}

/**
 * Goes on a little along the curve of the last two steps, as Biggs and Andrews accelerate an iteration:
 *
 *     y[n] = max(x[n] + alpha · (x[n] − p[n]) + beta · (x[n] − 2 p[n] + q[n]), 0),   q[n] ← p[n],   p[n] ← x[n]
 *
 *   reads     x[0 .. N-1]
 *   writes    y, p, q: N numbers each
 *   rounding  each operation to T; below `floor` in magnitude to 0
 */
// @ts-ignore: decorator
@inline
function predict<T>(x: usize, p: usize, q: usize, y: usize, N: usize, alpha: T, beta: T, floor: T): void {
  const a = v128.splat<T>(alpha), b = v128.splat<T>(beta), f = v128.splat<T>(floor);
  const end = y + N * sizeof<T>();
  for (; y + 16 <= end; x += 16, p += 16, q += 16, y += 16) {
    const v = v128.load(x), before = v128.load(p);
    v128.store(y, ahead<T>(v, before, v128.load(q), a, b, f));
    v128.store(q, before);
    v128.store(p, v);
  }
  for (; y < end; x += sizeof<T>(), p += sizeof<T>(), q += sizeof<T>(), y += sizeof<T>()) {
    const v = one<T>(x), before = one<T>(p);
    store<T>(y, v128.extract_lane<T>(ahead<T>(v, before, one<T>(q), a, b, f), 0));
    store<T>(q, v128.extract_lane<T>(before, 0));
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

export function predict_f32(x: usize, p: usize, q: usize, y: usize, N: usize, alpha: f32, beta: f32, floor: f32): void {
  predict<f32>(x, p, q, y, N, alpha, beta, floor);
}
export function predict_f64(x: usize, p: usize, q: usize, y: usize, N: usize, alpha: f64, beta: f64, floor: f64): void {
  predict<f64>(x, p, q, y, N, alpha, beta, floor);
}

export function advance_f32(y: usize, c: usize, x: usize, g: usize, N: usize, floor: f32, sums: usize): void {
  advance<f32>(y, c, x, g, N, floor, sums);
}
export function advance_f64(y: usize, c: usize, x: usize, g: usize, N: usize, floor: f64, sums: usize): void {
  advance<f64>(y, c, x, g, N, floor, sums);
}
