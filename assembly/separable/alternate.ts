/**
 * Pixels of two rows in turn:
 *
 *     y[2n] = a[n], y[2n + 1] = b[n],    0 ≤ n < N, pixels of a and b `step` bytes apart, those of y `bytes`, one after another
 *
 * Of two phases of a row it makes the whole; with b the pixel but one behind a in the same row, and a step of four pixels, it takes every second pixel. Sixteen bytes are
 * copied at a time, and what is too many is overwritten by the pixel that follows.
 *
 *   reads     a and b, up to 15 bytes beyond their last pixels     no alignment needed
 *   writes    y[0 .. 2N-1], and up to 15 bytes more                must not overlap a or b
 */
export function alternate_u8(a: usize, b: usize, step: usize, y: usize, bytes: usize, N: usize): void {
  for (; N > 0; N--, a += step, b += step) {
    for (let at: usize = 0; at < bytes; at += 16) v128.store(y + at, v128.load(a + at));
    y += bytes;
    for (let at: usize = 0; at < bytes; at += 16) v128.store(y + at, v128.load(b + at));
    y += bytes;
  }
}
