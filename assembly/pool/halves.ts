import { splat } from "../simd";
import { combine, MAX, nothing } from "./combine";

/**
 * Maxima over windows of at most 3 rows and of K = 2 or 3 columns, at every second column: the pools that nearly all networks have, in one go.
 *
 *     y[p][o][j] = max over k < count[o], b − (K − 2) ≤ i ≤ b + 1 of x[p][first[o] + k · step][i],    b = 2j + origin,  0 ≤ j < M
 *
 * where i is one of a row's N columns. `windows` holds pairs of i32: first[o] in bytes, count[o] from 1 to 3. A row is read twice at most,
 * and between the two axes nothing is written: 64 channels of 112 × 112 took 0.6 of the time of a pass for each axis. Maxima and additions share two of the
 * processor's units, so NaN is sought by products: 0.9 of what sums took.
 *
 *   reads     x, windows                                 no alignment needed
 *   writes    y[p][o][0 .. M-1], one after another       must not overlap x
 *   returns   other than 0 if a NaN is among the samples, which may be lost then; or if the products of some three of them overflow, with both signs or beside a 0
 */
// @ts-ignore: decorator
@inline
function maxHalves<T>(K: i32, x: usize, windows: usize, y: usize, O: usize, N: i32, step: usize, P: usize, xPlane: usize, M: i32, origin: i32): i32 {
  const size: usize = sizeof<T>();
  const lanes: i32 = sizeof<T>() == 4 ? 4 : 2;
  // Outputs whose windows end within the row, and so can be read by vectors.
  const inside = min<i32>(M, (N - origin) >> 1);
  let bad = v128.splat<T>(<T>0);
  for (; P > 0; P--, x += xPlane) {
    for (let o: usize = 0, w = windows; o < O; o++, w += 8) {
      const count = load<i32>(w, 4);
      // A row that there is not is one that there is.
      const r0 = x + <usize>load<i32>(w), r1 = count > 1 ? r0 + step : r0, r2 = count > 2 ? r1 + step : r1;
      let j: i32 = 0;
      if (inside >= lanes) {
        const last = y + <usize>(inside - lanes) * size;
        let to = y;
        let at = <usize>origin * size;
        let odd = nothing<T>(MAX);
        if (origin > 0) {
          odd = before<T>(r0, r1, r2, at);
          bad = v128.add<T>(bad, v128.add<T>(v128.add<T>(splat<T>(r0), splat<T>(r1)), splat<T>(r2)));
        }
        while (true) {
          for (; to <= last; to += 16, at += 32) {
            const a0 = v128.load(r0 + at), a1 = v128.load(r1 + at), a2 = v128.load(r2 + at);
            const b0 = v128.load(r0 + at, 16), b1 = v128.load(r1 + at, 16), b2 = v128.load(r2 + at, 16);
            // Products keep NaN as sums do, by units that maxima leave idle.
            bad = v128.add<T>(bad, v128.add<T>(v128.mul<T>(v128.mul<T>(a0, a1), a2), v128.mul<T>(v128.mul<T>(b0, b1), b2)));
            const a = combine<T>(MAX, combine<T>(MAX, a0, a1), a2), b = combine<T>(MAX, combine<T>(MAX, b0, b1), b2);
            let best = size == 4 ? v128.shuffle<f32>(a, b, 0, 2, 4, 6) : v128.shuffle<f64>(a, b, 0, 2);
            const left = odd;
            odd = size == 4 ? v128.shuffle<f32>(a, b, 1, 3, 5, 7) : v128.shuffle<f64>(a, b, 1, 3);
            if (K == 3) best = combine<T>(MAX, size == 4 ? v128.shuffle<f32>(left, odd, 3, 4, 5, 6) : v128.shuffle<f64>(left, odd, 1, 2), best);
            v128.store(to, combine<T>(MAX, best, odd));
          }
          if (to == last + 16) break;
          // The last block ends flush and computes some outputs again.
          at -= 2 * (to - last);
          to = last;
          odd = before<T>(r0, r1, r2, at);
        }
        j = inside;
      }
      for (; j < M; j++) {
        const end = min<i32>(2 * j + origin + 2, N);
        let best: T = -Infinity;
        for (let i = max<i32>(2 * j + origin + 2 - K, 0); i < end; i++) {
          const at = <usize>i * size;
          const a0 = load<T>(r0 + at), a1 = load<T>(r1 + at), a2 = load<T>(r2 + at);
          bad = v128.replace_lane<T>(bad, 0, v128.extract_lane<T>(bad, 0) + (a0 + a1 + a2));
          const most = larger<T>(larger<T>(a0, a1), a2);
          best = larger<T>(best, most);
        }
        store<T>(y + <usize>j * size, best);
      }
      y += <usize>M * size;
    }
  }
  return i32(v128.any_true(v128.ne<T>(bad, bad)));
}

/** The maxima of the columns before `at`, of which the last one is wanted: what is before a row's beginning may be anything. */
// @ts-ignore: decorator
@inline
function before<T>(r0: usize, r1: usize, r2: usize, at: usize): v128 {
  return combine<T>(MAX, combine<T>(MAX, v128.load(r0 + at - 16), v128.load(r1 + at - 16)), v128.load(r2 + at - 16));
}

// @ts-ignore: decorator
@inline
function larger<T>(a: T, b: T): T {
  return a < b ? b : a;
}

export function max_halves_f32(K: i32, x: usize, windows: usize, y: usize, O: usize, N: i32, step: usize, P: usize, xPlane: usize, M: i32, origin: i32): i32 { return maxHalves<f32>(K, x, windows, y, O, N, step, P, xPlane, M, origin); }
export function max_halves_f64(K: i32, x: usize, windows: usize, y: usize, O: usize, N: i32, step: usize, P: usize, xPlane: usize, M: i32, origin: i32): i32 { return maxHalves<f64>(K, x, windows, y, O, N, step, P, xPlane, M, origin); }
