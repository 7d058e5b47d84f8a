import { madd, nmadd } from "../simd";
import { timesSine3 } from "./butterfly";
import { putApart, splat, upperBits } from "./layout";
import { pass3_f32, pass3_f64 } from "./linked";
import { pass5_f32, pass5_f64 } from "./radix5";
import { Outputs, pass7_f32, pass7_f64, sums7 } from "./radix7";

/**
 * One pass of radix R = 3, 5 or 7 of a transform of real numbers, as the one of radix 4 in realPass.ts. Row 0 of x has the real bin 0 in place of real
 * parts and, where `done` is even, the real bin done/2 in place of imaginary ones; where `done` is 1, x is a plain array. With `halved` it is too, and
 * what is done is a pass of radix 2, together with this one.
 *
 *   reads     x: rows of R arms of `inner` bytes; w: the twiddles of a pass
 *   writes    y: rows of `inner` bytes; must not overlap x
 */
// @ts-ignore: decorator
@inline
function realOdd<T>(x: usize, y: usize, inner: usize, done: usize, w: usize, R: usize, halved: usize): void {
  const row = done * inner, plain = halved || done == 1;
  const arm = plain ? inner >> 1 : inner, next: usize = plain ? 16 : 32, far = halved ? R * arm : 0;
  realRow<T>(x, y, arm, next, far, y, row, w, R, 0);
  if (!(done & 1)) realRow<T>(halved ? x : x + 16, y + 16, arm, next, far, y + R * (row >> 1), 0 - row, w, R, 1 << 31);
  const rows = done - 1 >> 1, step = R * inner, wStep = (R - 1) * 2 * sizeof<T>();
  x += step, y += inner;
  if (sizeof<T>() == 4) {
    if (R == 3) pass3_f32(x, y, inner, inner, row, rows, step, inner, w, wStep, 1);
    else if (R == 5) pass5_f32(x, y, inner, inner, row, rows, step, inner, w, wStep, 1);
    else pass7_f32(x, y, inner, inner, row, rows, step, inner, w, wStep, 1);
  } else {
    if (R == 3) pass3_f64(x, y, inner, inner, row, rows, step, inner, w, wStep, 1);
    else if (R == 5) pass5_f64(x, y, inner, inner, row, rows, step, inner, w, wStep, 1);
    else pass7_f64(x, y, inner, inner, row, rows, step, inner, w, wStep, 1);
  }
}

/**
 * Row 0 for bin 0, whose arms a are real: Σ_k a[k] to y0, and Σ_k e^{−2πi kt/R} · a[k] to t rows behind `bins`, 0 < t < R/2.
 *
 * With the sign bit in `sign`, for bin done/2, whose twiddles are e^{−πi k/R}: e^{−πi k(R − 2t)/R} is (−1)^k · e^{2πi kt/R}, so that it is the conjugate of
 * the same sum with the signs of odd arms changed, and belongs to bin (R/2 − t) · done: rows count backwards. If what was done is a pass of radix 2 of
 * arms `far` bytes apart, it is their sum for bin 0 and their difference for bin 1.
 */
function realRow<T>(x: usize, y0: usize, arm: usize, next: usize, far: usize, bins: usize, row: usize, constants: usize, R: usize, sign: usize): void {
  const change = upperBits<T>(sign);
  for (const end = x + arm; x != end; x += next, y0 += 32, bins += 32) {
    const x1 = x + arm, x2 = x1 + arm, y1 = bins + row;
    let a0 = v128.load(x), a1 = v128.load(x1), a2 = v128.load(x2);
    if (far) a0 = withFar<T>(a0, x + far, change), a1 = withFar<T>(a1, x1 + far, change), a2 = withFar<T>(a2, x2 + far, change);
    if (R == 3) {
      const s = v128.add<T>(a2, v128.xor(a1, change)), d = v128.sub<T>(v128.xor(a2, change), a1);
      v128.store(y0, v128.add<T>(a0, s));
      putApart(y1, nmadd<T>(s, splat<T>(constants, 0), a0), timesSine3<T>(d, constants), 16);
      continue;
    }
    const x3 = x2 + arm, x4 = x3 + arm, y2 = y1 + row;
    let a3 = v128.load(x3), a4 = v128.load(x4);
    if (far) a3 = withFar<T>(a3, x3 + far, change), a4 = withFar<T>(a4, x4 + far, change);
    if (R == 5) {
      const s1 = v128.add<T>(a4, v128.xor(a1, change)), d1 = v128.sub<T>(v128.xor(a4, change), a1);
      const s2 = v128.add<T>(a2, v128.xor(a3, change)), d2 = v128.sub<T>(a3, v128.xor(a2, change));
      const s = v128.add<T>(s1, s2);
      v128.store(y0, v128.add<T>(a0, s));
      const t = nmadd<T>(s, splat<T>(constants, 0), a0), e = v128.mul<T>(v128.sub<T>(s1, s2), splat<T>(constants, 1));
      const sin1 = splat<T>(constants, 2), sin2 = splat<T>(constants, 3);
      putApart(y1, v128.add<T>(t, e), madd<T>(d2, sin2, v128.mul<T>(d1, sin1)), 16);
      putApart(y2, v128.sub<T>(t, e), nmadd<T>(d2, sin1, v128.mul<T>(d1, sin2)), 16);
      continue;
    }
    const x5 = x4 + arm, x6 = x5 + arm;
    let a5 = v128.load(x5), a6 = v128.load(x6);
    if (far) a5 = withFar<T>(a5, x5 + far, change), a6 = withFar<T>(a6, x6 + far, change);
    const s1 = v128.add<T>(a6, v128.xor(a1, change)), d1 = v128.sub<T>(v128.xor(a6, change), a1);
    const s2 = v128.add<T>(a2, v128.xor(a5, change)), d2 = v128.sub<T>(a5, v128.xor(a2, change));
    const s3 = v128.add<T>(a4, v128.xor(a3, change)), d3 = v128.sub<T>(v128.xor(a4, change), a3);
    sums7<T>(a0, s1, s2, s3, d1, d2, d3, y0, y1, y2, y2 + row, 0, 0, 0, constants, Outputs.Parts, 0);
  }
}

// @ts-ignore: decorator
@inline
function withFar<T>(a: v128, p: usize, change: v128): v128 {
  return v128.add<T>(a, v128.xor(v128.load(p), change));
}

export function real_odd_f32(x: usize, y: usize, inner: usize, done: usize, w: usize, R: usize, halved: usize): void {
  realOdd<f32>(x, y, inner, done, w, R, halved);
}
export function real_odd_f64(x: usize, y: usize, inner: usize, done: usize, w: usize, R: usize, halved: usize): void {
  realOdd<f64>(x, y, inner, done, w, R, halved);
}
