import type { TypedArray } from "../../types.js";

/** How a signal goes on beyond its ends, in scipy.signal.upfirdn's words. */
export type Extension = "constant" | "wrap" | "edge" | "smooth" | "symmetric" | "reflect" | "antisymmetric" | "antireflect" | "line";

export const extensions: readonly Extension[] = ["constant", "wrap", "edge", "smooth", "symmetric", "reflect", "antisymmetric", "antireflect", "line"];

/** A row of N ≥ 1 numbers in an array. */
export interface Row {
  readonly data: TypedArray;
  readonly at: number;
  readonly step: number;
  readonly N: number;
}

/**
 * Number i of a row, i < 0 or i ≥ N.
 *
 * | extension     | around a b c d                                     |
 * | :------------ | :------------------------------------------------- |
 * | constant      | v v v│a b c d│v v v                                |
 * | edge          | a a a│a b c d│d d d                                |
 * | wrap          | b c d│a b c d│a b c                                |
 * | symmetric     | c b a│a b c d│d c b                                |
 * | reflect       | d c b│a b c d│c b a                                |
 * | antisymmetric | −c −b −a│a b c d│−d −c −b                          |
 * | antireflect   | 2a−d 2a−c 2a−b│a b c d│2d−c 2d−b 2d−a              |
 * | smooth        | on along the line through the two samples at the end |
 * | line          | on along the line through the first and the last    |
 *
 * and so on for ever; a single sample is its own line and mirror image.
 */
export function numberOutside({ data, at, step, N }: Row, i: number, extension: Extension, value: number): number {
  const x = (n: number): number => data[at + n * step];
  switch (extension) {
    case "constant":
      return value;
    case "edge":
      return x(i < 0 ? 0 : N - 1);
    case "wrap":
      return x(modulo(i, N));
    case "symmetric":
    case "antisymmetric": {
      const place = modulo(i, 2 * N);
      if (place < N) return x(place);
      const mirrored = x(2 * N - 1 - place);
      return extension === "symmetric" ? mirrored : -mirrored;
    }
    case "reflect": {
      const place = modulo(i, Math.max(1, 2 * N - 2));
      return x(place < N ? place : 2 * N - 2 - place);
    }
    case "antireflect": {
      const period = Math.max(1, 2 * N - 2);
      const place = modulo(i, period);
      const rise = (2 * (x(N - 1) - x(0)) * (i - place)) / period;
      return (place < N ? x(place) : 2 * x(N - 1) - x(2 * N - 2 - place)) + rise;
    }
    case "smooth":
      if (N === 1) return x(0);
      return i < 0 ? x(0) + i * (x(1) - x(0)) : x(N - 1) + (i - N + 1) * (x(N - 1) - x(N - 2));
    case "line": {
      const slope = N === 1 ? 0 : (x(N - 1) - x(0)) / (N - 1);
      return i < 0 ? x(0) + i * slope : x(N - 1) + (i - N + 1) * slope;
    }
  }
}

function modulo(i: number, period: number): number {
  return ((i % period) + period) % period;
}
