import { even, Form, high, low, odd, put, timesIm, timesRe } from "./layout";

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
      if (sizeof<T>() == 8) {
        const p1 = p + xPitch, q1 = q + yPitch;
        const a0r = turnRe<T>(p, w), a0i = turnIm<T>(p, w), a1r = turnRe<T>(p1, w + 32), a1i = turnIm<T>(p1, w + 32);
        put<T>(q, low<T>(a0r, a1r), low<T>(a0i, a1i), Form.Blocks);
        put<T>(q1, high<T>(a0r, a1r), high<T>(a0i, a1i), Form.Blocks);
        continue;
      }
      // Squares of four are multiplied row by row, and transposed where they then lie: half the code of one step, in the same time.
      for (let row = p, to = q, v = w, end = w + 128; v != end; row += xPitch, to += yPitch, v += 32) put<T>(to, turnRe<T>(row, v), turnIm<T>(row, v), Form.Blocks);
      for (let q0 = q, end = q + 32; q0 != end; q0 += 16) {
        const q1 = q0 + yPitch, q2 = q1 + yPitch, q3 = q2 + yPitch;
        const a0 = v128.load(q0), a1 = v128.load(q1), a2 = v128.load(q2), a3 = v128.load(q3);
        const e0 = even<T>(a0, a1), e1 = even<T>(a2, a3), o0 = odd<T>(a0, a1), o1 = odd<T>(a2, a3);
        v128.store(q0, even<T>(e0, e1));
        v128.store(q1, even<T>(o0, o1));
        v128.store(q2, odd<T>(e0, e1));
        v128.store(q3, odd<T>(o0, o1));
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

export function turn_f32(x: usize, y: usize, w: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  turn<f32>(x, y, w, R, C, xPitch, yPitch);
}
export function turn_f64(x: usize, y: usize, w: usize, R: usize, C: usize, xPitch: usize, yPitch: usize): void {
  turn<f64>(x, y, w, R, C, xPitch, yPitch);
}
