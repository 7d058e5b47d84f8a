import { Form, put, timesIm, timesRe } from "./layout";

/**
 * x[n] ← x[n] · h[n] in blocks, B of them: the chirps of a transform that is done as a convolution.
 */
// @ts-ignore: decorator
@inline
function chirp<T>(x: usize, h: usize, B: usize): void {
  for (const end = x + B * 32; x != end; x += 32, h += 32) {
    const r = v128.load(x), i = v128.load(x, 16), hr = v128.load(h), hi = v128.load(h, 16);
    put<T>(x, timesRe<T>(r, i, hr, hi), timesIm<T>(r, i, hr, hi), 0, Form.Blocks);
  }
}

export function chirp_f32(x: usize, h: usize, B: usize): void {
  chirp<f32>(x, h, B);
}
export function chirp_f64(x: usize, h: usize, B: usize): void {
  chirp<f64>(x, h, B);
}
