/** Stores an integer as output n, of one, two or four bytes. */
// @ts-ignore: decorator
@inline
export function deliver(y: usize, n: u32, size: i32, value: i64): void {
  if (size == 1) store<u8>(y + <usize>n, <u8>value);
  else if (size == 2) store<u16>(y + (<usize>n << 1), <u16>value);
  else store<i32>(y + (<usize>n << 2), <i32>value);
}
