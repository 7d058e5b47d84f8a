/** Which transform a length is for: "real" has the factors 2, 3, 5 to choose from, "complex" 7 and 11 as well. */
export type LengthKind = "real" | "complex";

const PRIMES: Record<LengthKind, readonly number[]> = { real: [2, 3, 5], complex: [2, 3, 5, 7, 11] };

/** The least n ≥ target without prime factors above 5 ("real") or 11 ("complex"), as scipy.fft.next_fast_len. */
export function nextFastLength(target: number, kind: LengthKind): number {
  return nextSmooth(Math.max(target, 1), PRIMES[kind]);
}

/** The least product of the given primes, from the `first` of them on, that is at least `target`. */
function nextSmooth(target: number, primes: readonly number[], first = 0): number {
  let best = Infinity;
  for (let power = 1; ; power *= primes[first]) {
    const other = first === primes.length - 1 ? 1 : nextSmooth(Math.ceil(target / power), primes, first + 1);
    // With the last prime alone a power counts once it reaches the target.
    if (power * other >= target) best = Math.min(best, power * other);
    if (power >= target) return best;
  }
}

/** n in prime factors, rising. */
export function primeFactors(n: number): number[] {
  const factors: number[] = [];
  for (let p = 2; p * p <= n; p += p === 2 ? 1 : 2) {
    for (; n % p === 0; n /= p) factors.push(p);
  }
  if (n > 1) factors.push(n);
  return factors;
}

/**
 * The length that makes a convolution of at least `target` points fastest, among those that its
 * passes allow: a multiple of 4·lanes complex points (twice that if real) with the factors 2 and 3.
 */
export function convolutionLength(target: number, kind: LengthKind, lanes: number): number {
  const unit = (kind === "real" ? 8 : 4) * lanes;
  return unit * nextSmooth(Math.max(1, Math.ceil(target / unit)), [2, 3]);
}
