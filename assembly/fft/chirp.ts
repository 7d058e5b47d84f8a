import { even, Form, odd, put, timesIm, timesRe } from "./layout";

/*
 * The two ends of a transform that is done as a convolution of at least twice its length: of the input the second half is zero, and
 * of the output it is not needed. So the first and the last pass of radix 4, whose twiddles are 1, have two arms only on that side, and
 * multiply by the chirps h while they are there.
 */

/**
 * y[j, q] = Σ_{k<2} (−i)^{jk} · h[k, q] · x[k, q],     j = 0 … 3
 *
 *   reads     x, two arms of `arm` bytes as re, im; h likewise as blocks
 *   writes    y, four arms of blocks; must not overlap x
 */
// @ts-ignore: decorator
@inline
function chirpFirst<T>(x: usize, h: usize, y: usize, arm: usize): void {
  for (const end = x + arm; x != end; x += 32, h += 32, y += 32) {
    const x1 = x + arm, h1 = h + arm, y1 = y + arm, y2 = y1 + arm;
    const u0 = v128.load(x), v0 = v128.load(x, 16), h0r = v128.load(h), h0i = v128.load(h, 16);
    const b0r = even<T>(u0, v0), b0i = odd<T>(u0, v0);
    const u1 = v128.load(x1), v1 = v128.load(x1, 16), h1r = v128.load(h1), h1i = v128.load(h1, 16);
    const b1r = even<T>(u1, v1), b1i = odd<T>(u1, v1);
    const a0r = timesRe<T>(b0r, b0i, h0r, h0i), a0i = timesIm<T>(b0r, b0i, h0r, h0i);
    const a1r = timesRe<T>(b1r, b1i, h1r, h1i), a1i = timesIm<T>(b1r, b1i, h1r, h1i);
    put<T>(y, v128.add<T>(a0r, a1r), v128.add<T>(a0i, a1i), 0, Form.Blocks);
    put<T>(y1, v128.add<T>(a0r, a1i), v128.sub<T>(a0i, a1r), 0, Form.Blocks);
    put<T>(y2, v128.sub<T>(a0r, a1r), v128.sub<T>(a0i, a1i), 0, Form.Blocks);
    put<T>(y2 + arm, v128.sub<T>(a0r, a1i), v128.add<T>(a0i, a1r), 0, Form.Blocks);
  }
}

/**
 * y[j, q] = h[j, q] · Σ_{k<4} i^{jk} · x[k, q],     j = 0, 1
 *
 *   reads     x, four arms of blocks; h, two
 *   writes    y, two arms as re, im; must not overlap x
 */
// @ts-ignore: decorator
@inline
function chirpLast<T>(x: usize, h: usize, y: usize, arm: usize): void {
  for (const end = x + arm; x != end; x += 32, h += 32, y += 32) {
    const x1 = x + arm, x2 = x1 + arm, x3 = x2 + arm, h1 = h + arm;
    const a1r = v128.load(x1), a1i = v128.load(x1, 16), a3r = v128.load(x3), a3i = v128.load(x3, 16);
    const a0r = v128.load(x), a0i = v128.load(x, 16), a2r = v128.load(x2), a2i = v128.load(x2, 16);
    const s0r = v128.add<T>(v128.add<T>(a0r, a2r), v128.add<T>(a1r, a3r));
    const s0i = v128.add<T>(v128.add<T>(a0i, a2i), v128.add<T>(a1i, a3i));
    const s1r = v128.sub<T>(v128.sub<T>(a0r, a2r), v128.sub<T>(a1i, a3i));
    const s1i = v128.add<T>(v128.sub<T>(a0i, a2i), v128.sub<T>(a1r, a3r));
    const h0r = v128.load(h), h0i = v128.load(h, 16), h1r = v128.load(h1), h1i = v128.load(h1, 16);
    put<T>(y, timesRe<T>(s0r, s0i, h0r, h0i), timesIm<T>(s0r, s0i, h0r, h0i), 0, Form.Pairs);
    put<T>(y + arm, timesRe<T>(s1r, s1i, h1r, h1i), timesIm<T>(s1r, s1i, h1r, h1i), 0, Form.Pairs);
  }
}

export function chirp_first_f32(x: usize, h: usize, y: usize, arm: usize): void {
  chirpFirst<f32>(x, h, y, arm);
}
export function chirp_first_f64(x: usize, h: usize, y: usize, arm: usize): void {
  chirpFirst<f64>(x, h, y, arm);
}

export function chirp_last_f32(x: usize, h: usize, y: usize, arm: usize): void {
  chirpLast<f32>(x, h, y, arm);
}
export function chirp_last_f64(x: usize, h: usize, y: usize, arm: usize): void {
  chirpLast<f64>(x, h, y, arm);
}
