/** y[n] ← x[n] of the last samples of N pixels, `size` bytes of `step`. */
export function keep_u8(x: usize, y: usize, N: usize, step: usize, size: usize): void {
  x += step - size;
  y += step - size;
  for (const end = x + N * step; x < end; x += step, y += step) {
    if (size == 1) store<u8>(y, load<u8>(x));
    else if (size == 2) store<u16>(y, load<u16>(x));
    else if (size == 4) store<u32>(y, load<u32>(x));
    else store<u64>(y, load<u64>(x));
  }
}
