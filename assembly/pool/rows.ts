import { combine, MAX, nothing, single, storeSingle, SUM } from "./combine";

/**
 * A pool along one axis, whose elements are rows of N numbers:
 *
 *     y[p][o][n] = ⊕_{k < count[o]} x[p][first[o] + k · step][n],    0 ≤ p < P, 0 ≤ o < O, 0 ≤ n < N
 *
 * ⊕ is the maximum or the sum; of no row it is −∞ or 0. `windows` holds pairs of i32: first[o] in bytes, count[o].
 *
 *   reads     x, windows                             no alignment needed
 *   writes    y[p][o][0 .. N-1], yRow bytes apart    must not overlap x
 *   rounding  sums add rows in order k = 0, 1, … in blocks of 256, and the block sums in order
 */
// @ts-ignore: decorator
@inline
function poolRows<T>(way: i32, x: usize, windows: usize, y: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize, yRow: usize): void {
  const bytes = N * sizeof<T>();
  for (; P > 0; P--, x += xPlane) {
    for (let o: usize = 0, w = windows; o < O; o++, w += 8, y += yRow) {
      const count = <usize>load<i32>(w, 4);
      const end = y + bytes;
      let q = x + <usize>load<i32>(w);
      let to = y;
      // The last block ends flush with the row and computes some outputs again. Only what networks do most goes four vectors at a time.
      if (bytes >= 64 && sizeof<T>() == 4) {
        while (true) {
          fourVectors<T>(way, q, to, count, step);
          if (to == end - 64) break;
          const next = min<usize>(64, end - 64 - to);
          q += next;
          to += next;
        }
      } else if (bytes >= 16) {
        while (true) {
          oneVector<T>(way, q, to, count, step);
          if (to == end - 16) break;
          const next = min<usize>(16, end - 16 - to);
          q += next;
          to += next;
        }
      } else for (; to < end; to += sizeof<T>(), q += sizeof<T>()) oneNumber<T>(way, q, to, count, step);
    }
  }
}

// @ts-ignore: decorator
@inline
function fourVectors<T>(way: i32, q: usize, y: usize, count: usize, step: usize): void {
  let left = count;
  do {
    let y0 = nothing<T>(way), y1 = y0, y2 = y0, y3 = y0;
    const block = way == SUM ? min<usize>(left, 256) : left;
    for (let k: usize = 0; k < block; k++, q += step) {
      y0 = combine<T>(way, y0, v128.load(q));
      y1 = combine<T>(way, y1, v128.load(q, 16));
      y2 = combine<T>(way, y2, v128.load(q, 32));
      y3 = combine<T>(way, y3, v128.load(q, 48));
    }
    if (way == SUM && left < count) {
      y0 = v128.add<T>(v128.load(y), y0);
      y1 = v128.add<T>(v128.load(y, 16), y1);
      y2 = v128.add<T>(v128.load(y, 32), y2);
      y3 = v128.add<T>(v128.load(y, 48), y3);
    }
    v128.store(y, y0);
    v128.store(y, y1, 16);
    v128.store(y, y2, 32);
    v128.store(y, y3, 48);
    left -= block;
  } while (left > 0);
}

// @ts-ignore: decorator
@inline
function oneVector<T>(way: i32, q: usize, y: usize, count: usize, step: usize): void {
  let total = nothing<T>(way);
  let left = count;
  do {
    let part = nothing<T>(way);
    const block = way == SUM ? min<usize>(left, 256) : left;
    for (let k: usize = 0; k < block; k++, q += step) part = combine<T>(way, part, v128.load(q));
    total = way == SUM && left < count ? v128.add<T>(total, part) : part;
    left -= block;
  } while (left > 0);
  v128.store(y, total);
}

/** The same operations on one lane, so that the rounding is the same too. */
// @ts-ignore: decorator
@inline
function oneNumber<T>(way: i32, q: usize, y: usize, count: usize, step: usize): void {
  let total = nothing<T>(way);
  let left = count;
  do {
    let part = nothing<T>(way);
    const block = way == SUM ? min<usize>(left, 256) : left;
    for (let k: usize = 0; k < block; k++, q += step) part = combine<T>(way, part, single<T>(q));
    total = way == SUM && left < count ? v128.add<T>(total, part) : part;
    left -= block;
  } while (left > 0);
  storeSingle<T>(y, total);
}

export function max_rows_f32(x: usize, windows: usize, y: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize, yRow: usize): void { poolRows<f32>(MAX, x, windows, y, O, N, step, P, xPlane, yRow); }
export function max_rows_f64(x: usize, windows: usize, y: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize, yRow: usize): void { poolRows<f64>(MAX, x, windows, y, O, N, step, P, xPlane, yRow); }
export function sum_rows_f32(x: usize, windows: usize, y: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize, yRow: usize): void { poolRows<f32>(SUM, x, windows, y, O, N, step, P, xPlane, yRow); }
export function sum_rows_f64(x: usize, windows: usize, y: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize, yRow: usize): void { poolRows<f64>(SUM, x, windows, y, O, N, step, P, xPlane, yRow); }
