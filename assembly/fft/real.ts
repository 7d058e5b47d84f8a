import { nmadd } from "../simd";
import { backRe, even, Form, odd, put, putDown, upperBits } from "./layout";

/**
 * The two ends of a real transform of 2M points, which is a complex one of the M
 * points z[i] = x[2i] + i·x[2i+1]. With w = e^{−πi/M} and Z[M] = Z[0]:
 *
 *     X[k] = ½(Z[k] + Z̄[M−k]) − ½i·w^k·(Z[k] − Z̄[M−k]),             0 ≤ k ≤ M
 *
 * With the sign bit in `sign` it is half of the inverse of that, which with an inverse complex transform of M points and a
 * factor of two undoes it. The roots' real parts change sign, and the imaginary parts of X[0] and X[M] are not read:
 *
 *     Z[k] = ½(X[k] + X̄[M−k]) + ½i·w^{−k}·(X[k] − X̄[M−k]),          0 ≤ k < M
 *
 *   reads     z[0 .. M-1], M at least two vectors, or X[0 .. M]; w: ½w^k as blocks, one for every vector of k from 1 to M/2, the last flush with it
 *   writes    X[0 .. M], or Z[0 .. M-1], no alignment needed; must not overlap z
 */
// @ts-ignore: decorator
@inline
function separate<T>(z: usize, X: usize, M: usize, w: usize, sign: usize): void {
  const pair = 2 * sizeof<T>();
  const top = M * pair;
  if (sign) {
    const first = load<T>(z) * <T>0.5, last = load<T>(z + top) * <T>0.5;
    store<T>(X, first + last);
    store<T>(X, first - last, sizeof<T>());
  } else {
    const r = load<T>(z), i = load<T>(z, sizeof<T>());
    store<T>(X, r + i);
    store<T>(X, <T>0, sizeof<T>());
    store<T>(X + top, r - i);
    store<T>(X + top, <T>0, sizeof<T>());
  }
  const end = M >> 1;
  const lanes: usize = 16 / sizeof<T>();
  const half = v128.splat<T>(<T>0.5);
  const change = upperBits<T>(sign);
  for (let k: usize = 1; k <= end; k += lanes, w += 32) {
    if (k + lanes > end + 1) k = end + 1 - lanes;
    const up = k * pair, down = (M - k - lanes + 1) * pair;
    const u = v128.load(z + up), v = v128.load(z + up, 16), s = v128.load(z + down), t = v128.load(z + down, 16);
    const ar = even<T>(u, v), ai = odd<T>(u, v), br = evenDown<T>(s, t), bi = oddDown<T>(s, t);
    const wr = v128.xor(v128.load(w), change), wi = v128.load(w, 16);
    const sr = v128.mul<T>(v128.add<T>(ar, br), half), si = v128.mul<T>(v128.sub<T>(ai, bi), half);
    const dr = v128.sub<T>(ar, br), di = v128.add<T>(ai, bi);
    // ½w·(di − i·dr)
    const tr = backRe<T>(di, dr, wr, wi), ti = nmadd<T>(dr, wr, v128.mul<T>(di, wi));
    put<T>(X + up, v128.add<T>(sr, tr), v128.add<T>(si, ti), Form.Pairs);
    putDown<T>(X + down, v128.sub<T>(sr, tr), v128.sub<T>(ti, si));
  }
}

/** Lanes of b, then of a, 2, 0 each: the real parts of four complex numbers, last first. */
// @ts-ignore: decorator
@inline
function evenDown<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(b, a, 2, 0, 6, 4) : v128.shuffle<f64>(b, a, 0, 2);
}

// @ts-ignore: decorator
@inline
function oddDown<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 4 ? v128.shuffle<f32>(b, a, 3, 1, 7, 5) : v128.shuffle<f64>(b, a, 1, 3);
}

export function separate_f32(z: usize, X: usize, M: usize, w: usize, sign: usize): void {
  separate<f32>(z, X, M, w, sign);
}
export function separate_f64(z: usize, X: usize, M: usize, w: usize, sign: usize): void {
  separate<f64>(z, X, M, w, sign);
}
