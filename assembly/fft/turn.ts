import { Form, high, low, put, timesIm, timesRe } from "./layout";

/**
 * The step between the two halves of a transform of N = R·C points, R rows of C
 * blocked columns: the twiddle, then a transposition.
 *
 *     y[c, r] = e^{−2πi rc/N} · x[r, c]
 *
 *   reads     x, whole blocks; rows from R on, up to a whole vector of rows, are cleared; w: the roots as blocks in the order of the loops
 *   writes    y, rows of blocks likewise; must not overlap x
 */
// @ts-ignore: decorator
@inline
function turn<T>(x: usize, y: usize, w: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  const lanes: usize = 16 / sizeof<T>();
  // Rows that only fill the last vector: what memory held before could be slow to compute with.
  memory.fill(x + R * xPitch, 0, (0 - R & lanes - 1) * xPitch);
  for (let r: usize = 0; r < R; r += lanes) {
    for (let c: usize = 0, p = x, q = y; c < C; c += lanes, p += 32, q += lanes * yPitch, w += lanes * 32) {
      // Two rows at a time: pairs of their numbers are neighbours in y, and fill a vector of f64.
      for (let row = p, to = q, v = w, end = w + lanes * 32; v != end; row += 2 * xPitch, to += 2 * sizeof<T>(), v += 64) {
        const a0r = turnRe<T>(row, v), a0i = turnIm<T>(row, v), a1r = turnRe<T>(row + xPitch, v + 32), a1i = turnIm<T>(row + xPitch, v + 32);
        const lowR = low<T>(a0r, a1r), lowI = low<T>(a0i, a1i), highR = high<T>(a0r, a1r), highI = high<T>(a0i, a1i);
        const q1 = to + yPitch, q2 = q1 + yPitch;
        if (sizeof<T>() == 8) {
          put<T>(to, lowR, lowI, Form.Blocks);
          put<T>(q1, highR, highI, Form.Blocks);
        } else {
          putHalves(to, q1, lowR, lowI);
          putHalves(q2, q2 + yPitch, highR, highI);
        }
      }
    }
    x += lanes * xPitch, y += 32;
  }
}

// @ts-ignore: decorator
@inline
function turnRe<T>(p: usize, w: usize): v128 {
  return timesRe<T>(v128.load(p), v128.load(p, 16), v128.load(w), v128.load(w, 16));
}

// @ts-ignore: decorator
@inline
function turnIm<T>(p: usize, w: usize): v128 {
  return timesIm<T>(v128.load(p), v128.load(p, 16), v128.load(w), v128.load(w, 16));
}

/** Halves of vectors, one to each of two places. */
// @ts-ignore: decorator
@inline
function putHalves(q0: usize, q1: usize, r: v128, i: v128): void {
  v128.store64_lane(q0, r, 0);
  v128.store64_lane(q0, i, 0, 16);
  v128.store64_lane(q1, r, 1);
  v128.store64_lane(q1, i, 1, 16);
}

export function turn_f32(x: usize, y: usize, w: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  turn<f32>(x, y, w, R, C, xPitch, yPitch);
}
export function turn_f64(x: usize, y: usize, w: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  turn<f64>(x, y, w, R, C, xPitch, yPitch);
}
