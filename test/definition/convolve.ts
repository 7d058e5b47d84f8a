import { sumOf, type Round } from "./correlate";
import { indicesOf, place, sizeOf, type Tensor } from "./tensor";

export type Mode = "full" | "same" | "valid";

/** One axis of a mode: the first output in the full result, and how many. */
export function spanOf(mode: Mode, N: number, K: number): { start: number; length: number } {
  if (mode === "full") return { start: 0, length: N + K - 1 };
  if (mode === "same") return { start: Math.floor((K - 1) / 2), length: N };
  return { start: Math.min(N, K) - 1, length: Math.abs(N - K) + 1 };
}

/**
 * y[n] = Σ_k h[k] · x[n − k], of SciPy's modes, outside x nothing.
 *
 * The side with fewer elements is the one that slides, its taps taken from the last to the first, so that the other runs forward; the
 * products of imaginary parts follow those of the real parts. Sums are in blocks of 256, one rounding an operation.
 */
export function convolve(x: Tensor, h: Tensor, mode: Mode, round: Round = (value) => value): Tensor {
  const spans = x.shape.map((N, axis) => spanOf(mode, N, h.shape[axis]));
  const [signal, kernel] = sizeOf(x.shape) < sizeOf(h.shape) ? [h, x] : [x, h];
  const shape = spans.map(({ length }) => length);
  const outputs = indicesOf(shape).map((index) => index.map((n, axis) => n + spans[axis].start));
  const taps = indicesOf(kernel.shape).reverse();
  const last = taps.length - 1;

  /** Σ over pairs of planes of Σ_k w[k] · v[n − k]. */
  const sums = (...pairs: [w: readonly number[], v: readonly number[]][]): number[] =>
    outputs.map((n) => {
      const places = taps.map((k) => place(n.map((i, axis) => i - k[axis]), signal.shape));
      const product = (t: number): number | undefined => {
        const [w, v] = pairs[Math.floor(t / taps.length)];
        const k = t % taps.length;
        return places[k] < 0 ? undefined : w[last - k] * v[places[k]];
      };
      return sumOf(pairs.length * taps.length, product, round);
    });

  const { re: wr, im: wi } = kernel;
  const { re: vr, im: vi } = signal;
  if (!vi && !wi) return { shape, re: sums([wr, vr]), im: null };
  if (!vi) return { shape, re: sums([wr, vr]), im: sums([wi!, vr]) };
  if (!wi) return { shape, re: sums([wr, vr]), im: sums([wr, vi]) };
  return { shape, re: sums([wr, vr], [wi.map((value) => -value), vi]), im: sums([wi, vr], [wr, vi]) };
}

/** Σ_k |h[k]| · |x[n − k]| with |z| = |re| + |im|: what the errors of a direct sum are measured against. */
export function magnitudes(x: Tensor, h: Tensor, mode: Mode): readonly number[] {
  const absolute = ({ shape, re, im }: Tensor): Tensor => ({ shape, re: re.map((value, n) => Math.abs(value) + Math.abs(im?.[n] ?? 0)), im: null });
  return convolve(absolute(x), absolute(h), mode).re;
}

/** √Σ|z|². */
export function norm({ re, im }: Tensor): number {
  return Math.hypot(...re, ...(im ?? []));
}
