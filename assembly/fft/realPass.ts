import { butterfly4 } from "./butterfly";
import { Form, put, Upper } from "./layout";

/**
 * One pass of radix 4 of a transform of real numbers, in the terms of radix4.ts. As each of its parts is of real numbers,
 *
 *     y[j, q] = Σ_{k<4} (−i)^{jk} · w[p, k] · x[p, k, q],     j = p, p + done, …, conjugated to 4·done − j beyond half
 *
 * only the bins of lower halves are kept and computed: half of the arithmetic of complex numbers. Bins are rows of `inner` bytes of
 * blocks. Bins 0 and `done`/2 are real and share row 0, one in place of the real parts, one of the imaginary ones; but where `done` is 1
 * there is no other bin, and x is a plain array.
 *
 * What depends on that is an argument, since the engine would choose it anew for every vector: in row 0 of x vectors lie `step` and arms
 * `arm` bytes apart. The other bins go upwards from 1 and downwards from done − 1, in two loops: `count` times xNext, 32, downNext and
 * wNext bytes, `rows` times from bin to bin. `row` is done · inner.
 *
 *   reads     x: rows 4·inner bytes long; w: the twiddles of p = 1 …, as re, im for k = 1, 2, 3
 *   writes    y: rows of `inner` bytes; must not overlap x
 */
// @ts-ignore: decorator
@inline
function realPass<T>(
  x: usize, y: usize, inner: usize, row: usize, arm: usize, step: usize,
  rows: usize, count: usize, xNext: usize, downNext: usize, w: usize, wNext: usize,
): void {
  for (let p = x, q = y, end = x + arm; p != end; p += step, q += 32) {
    const a0 = v128.load(p), a1 = v128.load(p + arm), a2 = v128.load(p + 2 * arm), a3 = v128.load(p + 3 * arm);
    const s02 = v128.add<T>(a0, a2), s13 = v128.add<T>(a1, a3);
    put<T>(q, v128.add<T>(s02, s13), v128.sub<T>(s02, s13), Form.Blocks);
    put<T>(q + row, v128.sub<T>(a0, a2), v128.sub<T>(a3, a1), Form.Blocks);
  }
  if (step == 16) return;
  // Bin done/2, whose twiddles are eighths of a turn, to bins done/2 and 3·done/2.
  const eighth = v128.splat<T>(<T>0.7071067811865476), minusEighth = v128.splat<T>(<T>-0.7071067811865476);
  for (let p = x + 16, q = y + (row >> 1), end = p + arm; p != end; p += 32, q += 32) {
    const a0 = v128.load(p), a1 = v128.load(p + arm), a2 = v128.load(p + 2 * arm), a3 = v128.load(p + 3 * arm);
    const d = v128.mul<T>(v128.sub<T>(a1, a3), eighth), s = v128.mul<T>(v128.add<T>(a1, a3), minusEighth);
    put<T>(q, v128.add<T>(a0, d), v128.sub<T>(s, a2), Form.Blocks);
    put<T>(q + row, v128.sub<T>(a0, d), v128.add<T>(a2, s), Form.Blocks);
  }
  for (let up = y + inner, down = y + row - inner; rows != 0; rows--) {
    x += 4 * inner;
    let p = x, u = up, d = down, v = w;
    for (let c = count; c != 0; c--) {
      butterfly4<T>(p, inner, u, u + row, d + row, d, v, 16, Upper.Conjugated);
      p += xNext, u += 32, d += downNext, v += wNext;
    }
    up += inner, down -= inner, w += 6 * sizeof<T>();
  }
}

export function real4_f32(x: usize, y: usize, inner: usize, row: usize, arm: usize, step: usize, rows: usize, count: usize, xNext: usize, downNext: usize, w: usize, wNext: usize): void {
  realPass<f32>(x, y, inner, row, arm, step, rows, count, xNext, downNext, w, wNext);
}
export function real4_f64(x: usize, y: usize, inner: usize, row: usize, arm: usize, step: usize, rows: usize, count: usize, xNext: usize, downNext: usize, w: usize, wNext: usize): void {
  realPass<f64>(x, y, inner, row, arm, step, rows, count, xNext, downNext, w, wNext);
}

/** The first pass of radix 2, from a plain array to row 0: y[q] = x[0, q] + x[1, q] + i·(x[0, q] − x[1, q]), arms `arm` bytes apart. */
// @ts-ignore: decorator
@inline
function realRadix2<T>(x: usize, y: usize, arm: usize): void {
  for (const end = x + arm; x != end; x += 16, y += 32) {
    const a = v128.load(x), b = v128.load(x + arm);
    put<T>(y, v128.add<T>(a, b), v128.sub<T>(a, b), Form.Blocks);
  }
}

export function real2_f32(x: usize, y: usize, arm: usize): void {
  realRadix2<f32>(x, y, arm);
}
export function real2_f64(x: usize, y: usize, arm: usize): void {
  realRadix2<f64>(x, y, arm);
}
