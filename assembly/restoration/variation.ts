import { one } from "./flush";

/*
 * The total variation of an array of up to three axes, row by row: x is a row, a and b the rows after it along the other axes, or x itself
 * where there is none, so that the difference is 0.
 */

// @ts-ignore: decorator
@inline
function inverseLength<T>(v: v128, right: v128, a: v128, b: v128, smooth: v128): v128 {
  const dx = v128.sub<T>(right, v), da = v128.sub<T>(a, v), db = v128.sub<T>(b, v);
  const square = v128.add<T>(v128.add<T>(v128.mul<T>(dx, dx), v128.mul<T>(da, da)), v128.add<T>(v128.mul<T>(db, db), smooth));
  return v128.div<T>(v128.splat<T>(<T>1), v128.sqrt<T>(square));
}

/**
 * One over the length of the gradient, of differences to the next samples:
 *
 *     s[n] = 1 / √((x[n+1] − x[n])² + (a[n] − x[n])² + (b[n] − x[n])² + smooth)
 *
 * with the row's last sample as its own successor.
 *
 *   reads     x, a, b: N ≥ 1 numbers each
 *   writes    s[0 .. N-1]
 *   rounding  each operation to T
 */
// @ts-ignore: decorator
@inline
function steepness<T>(x: usize, a: usize, b: usize, s: usize, N: usize, smooth: T): void {
  const e = v128.splat<T>(smooth);
  const last = s + (N - 1) * sizeof<T>();
  for (; s + 16 <= last; x += 16, a += 16, b += 16, s += 16) {
    v128.store(s, inverseLength<T>(v128.load(x), v128.load(x + sizeof<T>()), v128.load(a), v128.load(b), e));
  }
  for (; s <= last; x += sizeof<T>(), a += sizeof<T>(), b += sizeof<T>(), s += sizeof<T>()) {
    const right = s == last ? x : x + sizeof<T>();
    store<T>(s, v128.extract_lane<T>(inverseLength<T>(one<T>(x), one<T>(right), one<T>(a), one<T>(b), e), 0));
  }
}

// @ts-ignore: decorator
@inline
function flow<T>(v: v128, s: v128, next: v128, before: v128, sBefore: v128): v128 {
  return v128.sub<T>(v128.mul<T>(v128.sub<T>(next, v), s), v128.mul<T>(v128.sub<T>(v, before), sBefore));
}

/**
 * Regularises a factor of the iteration: c[n] ← c[n] / max(1 − lambda · div[n], 1/8), where div is the divergence of the normed gradient,
 *
 *     div[n] = (x[n+1] − x[n]) · s[n] − (x[n] − x[n−1]) · s[n−1]
 *            + (a[n] − x[n]) · s[n] − (x[n] − p[n]) · sp[n]
 *            + (b[n] − x[n]) · s[n] − (x[n] − q[n]) · sq[n]
 *
 * p and q are the rows before x along the other axes, sp and sq theirs of {@link steepness}; x and s where there is none. The row's ends
 * are their own neighbours.
 *
 *   reads     all rows: N ≥ 1 numbers each
 *   writes    c[0 .. N-1]
 *   rounding  each operation to T
 */
// @ts-ignore: decorator
@inline
function regularise<T>(c: usize, x: usize, s: usize, a: usize, b: usize, p: usize, sp: usize, q: usize, sq: usize, N: usize, lambda: T): void {
  const l = v128.splat<T>(lambda), ones = v128.splat<T>(<T>1), least = v128.splat<T>(<T>0.125);
  const size = sizeof<T>();
  const bytes = N * size;
  for (let n: usize = 0; n < bytes;) {
    // Vectors where both neighbours lie in the row, and single samples elsewhere.
    const whole = n > 0 && n + 16 < bytes;
    const left = n > 0 ? n - size : n;
    const right = n + size < bytes ? n + size : n;
    let v: v128, sv: v128, sum: v128;
    if (whole) {
      v = v128.load(x + n), sv = v128.load(s + n);
      sum = flow<T>(v, sv, v128.load(x + right), v128.load(x + left), v128.load(s + left));
      sum = v128.add<T>(sum, flow<T>(v, sv, v128.load(a + n), v128.load(p + n), v128.load(sp + n)));
      sum = v128.add<T>(sum, flow<T>(v, sv, v128.load(b + n), v128.load(q + n), v128.load(sq + n)));
      v128.store(c + n, v128.div<T>(v128.load(c + n), v128.max<T>(v128.sub<T>(ones, v128.mul<T>(l, sum)), least)));
      n += 16;
    } else {
      v = one<T>(x + n), sv = one<T>(s + n);
      sum = flow<T>(v, sv, one<T>(x + right), one<T>(x + left), one<T>(s + left));
      sum = v128.add<T>(sum, flow<T>(v, sv, one<T>(a + n), one<T>(p + n), one<T>(sp + n)));
      sum = v128.add<T>(sum, flow<T>(v, sv, one<T>(b + n), one<T>(q + n), one<T>(sq + n)));
      store<T>(c + n, v128.extract_lane<T>(v128.div<T>(one<T>(c + n), v128.max<T>(v128.sub<T>(ones, v128.mul<T>(l, sum)), least)), 0));
      n += size;
    }
  }
}

export function steepness_f32(x: usize, a: usize, b: usize, s: usize, N: usize, smooth: f32): void {
  steepness<f32>(x, a, b, s, N, smooth);
}
export function steepness_f64(x: usize, a: usize, b: usize, s: usize, N: usize, smooth: f64): void {
  steepness<f64>(x, a, b, s, N, smooth);
}

export function regularise_f32(c: usize, x: usize, s: usize, a: usize, b: usize, p: usize, sp: usize, q: usize, sq: usize, N: usize, lambda: f32): void {
  regularise<f32>(c, x, s, a, b, p, sp, q, sq, N, lambda);
}
export function regularise_f64(c: usize, x: usize, s: usize, a: usize, b: usize, p: usize, sp: usize, q: usize, sq: usize, N: usize, lambda: f64): void {
  regularise<f64>(c, x, s, a, b, p, sp, q, sq, N, lambda);
}
