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
      const p1 = p + xPitch, q1 = q + yPitch;
      const a0r = turnRe<T>(p, w), a0i = turnIm<T>(p, w);
      const a1r = turnRe<T>(p1, w + 32), a1i = turnIm<T>(p1, w + 32);
      if (sizeof<T>() == 8) {
        put<T>(q, low<T>(a0r, a1r), low<T>(a0i, a1i), Form.Blocks);
        put<T>(q1, high<T>(a0r, a1r), high<T>(a0i, a1i), Form.Blocks);
      } else {
        const p2 = p1 + xPitch, p3 = p2 + xPitch, q2 = q1 + yPitch, q3 = q2 + yPitch;
        const a2r = turnRe<T>(p2, w + 64), a2i = turnIm<T>(p2, w + 64);
        const a3r = turnRe<T>(p3, w + 96), a3i = turnIm<T>(p3, w + 96);
        const e0r = even<T>(a0r, a1r), e1r = even<T>(a2r, a3r), o0r = odd<T>(a0r, a1r), o1r = odd<T>(a2r, a3r);
        const e0i = even<T>(a0i, a1i), e1i = even<T>(a2i, a3i), o0i = odd<T>(a0i, a1i), o1i = odd<T>(a2i, a3i);
        put<T>(q, even<T>(e0r, e1r), even<T>(e0i, e1i), Form.Blocks);
        put<T>(q1, even<T>(o0r, o1r), even<T>(o0i, o1i), Form.Blocks);
        put<T>(q2, odd<T>(e0r, e1r), odd<T>(e0i, e1i), Form.Blocks);
        put<T>(q3, odd<T>(o0r, o1r), odd<T>(o0i, o1i), Form.Blocks);
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
