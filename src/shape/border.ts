/** What lies outside an array: a value, or its own samples again. */
export type BorderKind = "constant" | "replicate" | "reflect" | "mirror" | "wrap";

/**
 * The index that stands for index i outside 0 … N − 1, N ≥ 1; −1 for a constant border.
 *
 * | kind      | outside            |
 * | :-------- | :----------------- |
 * | replicate | a a a│a b c d│d d d |
 * | reflect   | c b a│a b c d│d c b |
 * | mirror    | d c b│a b c d│c b a |
 * | wrap      | b c d│a b c d│a b c |
 *
 * The pattern goes on for ever, however far outside i lies.
 */
export function borderIndex(i: number, N: number, kind: BorderKind): number {
  if (i >= 0 && i < N) return i;
  switch (kind) {
    case "constant":
      return -1;
    case "replicate":
      return i < 0 ? 0 : N - 1;
    case "wrap":
      return modulo(i, N);
    case "reflect": {
      const place = modulo(i, 2 * N);
      return place < N ? place : 2 * N - 1 - place;
    }
    case "mirror": {
      if (N === 1) return 0;
      const place = modulo(i, 2 * N - 2);
      return place < N ? place : 2 * N - 2 - place;
    }
  }
}

function modulo(i: number, period: number): number {
  return ((i % period) + period) % period;
}
