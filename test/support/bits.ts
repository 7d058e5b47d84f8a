/** Says where two arrays first differ in their bits; null if nowhere. NaNs count as equal to one another. */
export function differingBits(actual: ArrayLike<number>, expected: ArrayLike<number>): string | null {
  if (actual.length !== expected.length) return `${actual.length} numbers, not ${expected.length}`;
  for (let n = 0; n < actual.length; n++) {
    if (!Object.is(actual[n], expected[n])) return `at ${n} of ${actual.length}: ${actual[n]}, not ${expected[n]}`;
  }
  return null;
}
