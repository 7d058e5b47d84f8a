/** One of the sums that a change of rate takes in turn. */
export interface Phase {
  /** The first tap; the next is `up` further on. */
  readonly tap: number;
  /** How many taps. */
  readonly count: number;
  /** The input sample that the first tap meets in the phase's first output. */
  readonly input: number;
}

/**
 * The phases of a change of rate by up / down,
 *
 *     y[m] = Σ_k h[k] · u[m·down + shift − k],   u[j·up] = x[j], and zero between
 *
 * Only every up-th tap meets a sample, so output m = s + r·U is
 *
 *     y[s + r·U] = Σ_i h[tap_s + i·up] · x[input_s + r·D − i],   U = up / gcd, D = down / gcd
 *
 * and s, from 0 to U − 1, is the phase. Of fewer than U outputs each is a phase of its own.
 */
export function phasesOf(up: number, down: number, shift: number, K: number, outputs: number): { phases: Phase[]; inputStep: number; outputStep: number } {
  const common = greatestCommonDivisor(up, down);
  const outputStep = up / common;
  const phases = Array.from({ length: Math.min(outputStep, outputs) }, (_, s) => {
    const place = s * down + shift;
    const input = Math.floor(place / up);
    const tap = place - input * up;
    return { tap, input, count: Math.max(0, Math.ceil((K - tap) / up)) };
  });
  return { phases, inputStep: down / common, outputStep };
}

/** How many outputs a change of rate of N samples by K taps has. */
export function resampledLength(N: number, K: number, up: number, down: number): number {
  return Math.max(0, Math.floor(((N - 1) * up + K - 1) / down) + 1);
}

export function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
