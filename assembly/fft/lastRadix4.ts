import { even, Form, odd, put, putDown, timesIm, timesRe } from "./layout";

/** What the last pass writes. */
const enum End {
  /** y[p], y[p + M], y[p + 2M], y[p + 3M] */
  Forward = 0,
  /** The same scaled as in storeColumns, re and im in each other's place: the end of an inverse. */
  Inverse = 16,
  /** The half spectrum of real numbers: y[p], y[p + M], and conjugated y[2M − p], y[M − p]. */
  Half = 1,
}

/**
 * The last pass of a transform of N = 4M points, M at least one vector, from
 * blocks to the caller's order:
 *
 *     y[p + M·j] = Σ_{k<4} (−i)^{jk} · e^{−2πi pk/N} · x[4p + k],     0 ≤ p < M
 *
 * Neighbours in x belong to one butterfly, so a vector of p is gathered by
 * transposing four blocks; the last vector steps back to end flush with M.
 *
 *   reads     x[0 .. N-1] in blocks, or the rows of realPass.ts, M more than two vectors; w: for every vector of p, of those
 *             below M/2 for a half spectrum, the roots k = 1, 2, 3 as blocks
 *   writes    y as re, im, no alignment needed; must not overlap x
 */
// @ts-ignore: decorator
@inline
function lastRadix4<T>(x: usize, y: usize, M: usize, w: usize, scale: T, end: usize, divides: i32): void {
  const pair = 2 * sizeof<T>(), arm = M * pair;
  const half = end == End.Half;
  const stop = y + (half ? (M + 1 >> 1) * pair : arm);
  const scales = v128.splat<T>(scale);
  let down = y + arm - 32 + pair;
  for (let b = x, q0 = y; q0 < stop; b += 128, q0 += 32, w += 96, down -= 32) {
    if (q0 > stop - 32) {
      const back = q0 - (stop - 32);
      b -= 4 * back, down += back, q0 -= back;
    }
    const q1 = q0 + arm;
    // Four lanes: a block holds k = 0 … 3 of one p. Two lanes: two blocks do.
    const wide = sizeof<T>() == 4;
    const b0r = v128.load(b), b1r = v128.load(b, wide ? 32 : 64), b2r = v128.load(b, wide ? 64 : 32), b3r = v128.load(b, 96);
    const e0r = even<T>(b0r, b1r), o0r = odd<T>(b0r, b1r), e1r = even<T>(b2r, b3r), o1r = odd<T>(b2r, b3r);
    const a0r = wide ? even<T>(e0r, e1r) : e0r, u1r = wide ? even<T>(o0r, o1r) : o0r;
    const u2r = wide ? odd<T>(e0r, e1r) : e1r, u3r = wide ? odd<T>(o0r, o1r) : o1r;
    // As in butterfly.ts, stores where outputs will follow keep apart what is loaded: a tenth of the time of this pass.
    v128.store(q0, a0r);
    v128.store(q0, u2r, 16);
    const b0i = v128.load(b, 16), b1i = v128.load(b, wide ? 48 : 80), b2i = v128.load(b, wide ? 80 : 48), b3i = v128.load(b, 112);
    const e0i = even<T>(b0i, b1i), o0i = odd<T>(b0i, b1i), e1i = even<T>(b2i, b3i), o1i = odd<T>(b2i, b3i);
    const a0i = wide ? even<T>(e0i, e1i) : e0i, u1i = wide ? even<T>(o0i, o1i) : o0i;
    const u2i = wide ? odd<T>(e0i, e1i) : e1i, u3i = wide ? odd<T>(o0i, o1i) : o1i;
    v128.store(q1, a0i);
    v128.store(q1, u2i, 16);

    const w1r = v128.load(w), w1i = v128.load(w, 16);
    const a1r = timesRe<T>(u1r, u1i, w1r, w1i), a1i = timesIm<T>(u1r, u1i, w1r, w1i);
    const w3r = v128.load(w, 64), w3i = v128.load(w, 80);
    const a3r = timesRe<T>(u3r, u3i, w3r, w3i), a3i = timesIm<T>(u3r, u3i, w3r, w3i);
    const s13r = v128.add<T>(a1r, a3r), s13i = v128.add<T>(a1i, a3i), d31r = v128.sub<T>(a3r, a1r), d13i = v128.sub<T>(a1i, a3i);
    v128.store(q1, s13i);
    const w2r = v128.load(w, 32), w2i = v128.load(w, 48);
    const a2r = timesRe<T>(u2r, u2i, w2r, w2i), a2i = timesIm<T>(u2r, u2i, w2r, w2i);
    const s02r = v128.add<T>(a0r, a2r), s02i = v128.add<T>(a0i, a2i), d02r = v128.sub<T>(a0r, a2r), d02i = v128.sub<T>(a0i, a2i);
    const y0r = v128.add<T>(s02r, s13r), y0i = v128.add<T>(s02i, s13i), y1r = v128.add<T>(d02r, d13i), y1i = v128.add<T>(d02i, d31r);
    const y2r = v128.sub<T>(s02r, s13r), y3r = v128.sub<T>(d02r, d13i), y2i = v128.sub<T>(s02i, s13i), y3i = v128.sub<T>(d02i, d31r);
    if (end == End.Inverse) {
      giveScaled<T>(q0, y0r, y0i, scales, divides);
      giveScaled<T>(q1, y1r, y1i, scales, divides);
      giveScaled<T>(q1 + arm, y2r, y2i, scales, divides);
      giveScaled<T>(q1 + 2 * arm, y3r, y3i, scales, divides);
      continue;
    }
    put<T>(q0, y0r, y0i, Form.Pairs);
    put<T>(q1, y1r, y1i, Form.Pairs);
    if (half) {
      putDown<T>(down + arm, y2r, v128.sub<T>(s13i, s02i));
      putDown<T>(down, y3r, v128.sub<T>(d31r, d02i));
    } else {
      put<T>(q1 + arm, y2r, y2i, Form.Pairs);
      put<T>(q1 + 2 * arm, y3r, y3i, Form.Pairs);
    }
  }
  // They come last: the loop took what is in their places for complex numbers.
  if (half) realEnds<T>(x, y, M);
}

// @ts-ignore: decorator
@inline
function giveScaled<T>(q: usize, r: v128, i: v128, scales: v128, divides: i32): void {
  if (divides) put<T>(q, v128.div<T>(r, scales), v128.div<T>(i, scales), Form.Swapped);
  else put<T>(q, v128.mul<T>(r, scales), v128.mul<T>(i, scales), Form.Swapped);
}

/** Bins 0, M and 2M of a half spectrum, whose inputs are real, and where M is even, M/2 and 3M/2, whose twiddles are eighths of a turn. */
// @ts-ignore: decorator
@inline
function realEnds<T>(x: usize, y: usize, M: usize): void {
  const arm = M * 2 * sizeof<T>();
  // Real numbers of one kind are every other vector.
  const step: usize = sizeof<T>() == 4 ? 8 : 32;
  const a0 = load<T>(x), a1 = load<T>(x, sizeof<T>()), a2 = load<T>(x + step), a3 = load<T>(x + step, sizeof<T>());
  store<T>(y, a0 + a2 + (a1 + a3));
  store<T>(y, 0, sizeof<T>());
  store<T>(y + arm, a0 - a2);
  store<T>(y + arm, a3 - a1, sizeof<T>());
  store<T>(y + 2 * arm, a0 + a2 - (a1 + a3));
  store<T>(y + 2 * arm, 0, sizeof<T>());
  if (M & 1) return;
  x += 16;
  const b0 = load<T>(x), b1 = load<T>(x, sizeof<T>()), b2 = load<T>(x + step), b3 = load<T>(x + step, sizeof<T>());
  const d = (b1 - b3) * <T>0.7071067811865476, s = (b1 + b3) * <T>0.7071067811865476;
  y += arm >> 1;
  store<T>(y, b0 + d);
  store<T>(y, -(b2 + s), sizeof<T>());
  store<T>(y + arm, b0 - d);
  store<T>(y + arm, b2 - s, sizeof<T>());
}

export function last4_f32(x: usize, y: usize, M: usize, w: usize, end: usize, scale: f32, divides: i32): void {
  lastRadix4<f32>(x, y, M, w, scale, end, divides);
}
export function last4_f64(x: usize, y: usize, M: usize, w: usize, end: usize, scale: f64, divides: i32): void {
  lastRadix4<f64>(x, y, M, w, scale, end, divides);
}
