/**
 * Lays rows out with margins, which repeat samples of the row itself:
 *
 *     y[r·pitch + margin.to[m]] = y[r·pitch + margin.from[m]],    once the row stands at y[r·pitch + left]
 *
 *   reads     R rows of `bytes` bytes one after another at x; M pairs of offsets of bytes, to and from (i32)
 *   writes    the rows and their margins; pitch and left count bytes, whatever the samples are
 *
 * A constant margin has no pairs: it stands there already, and no row writes over it.
 */
export function pad_u8(x: usize, y: usize, R: usize, bytes: usize, pitch: usize, left: usize, margin: usize, M: usize): void {
  const end = margin + M * 8;
  for (; R > 0; R--, x += bytes, y += pitch) {
    memory.copy(y + left, x, bytes);
    for (let m = margin; m < end; m += 8) store<u8>(y + <usize>load<i32>(m), load<u8>(y + <usize>load<i32>(m, 4)));
  }
}
