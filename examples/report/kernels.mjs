/** The picture kernels of the chapters, as [3, 3] and [5, 5] arrays. */
import { image } from "./picture.mjs";

/** What a pixel has more than its eight neighbours; sums to 0. */
export const laplacian = image(Float32Array.of(-1, -1, -1, -1, 8, -1, -1, -1, -1), [3, 3]);

/** Rows of Pascal's triangle, 1 4 6 4 1, in both directions over 256; sums to 1. */
export const binomial = image(
  Float32Array.from({ length: 25 }, (_, n) => ([1, 4, 6, 4, 1][Math.floor(n / 5)] * [1, 4, 6, 4, 1][n % 5]) / 256),
  [5, 5],
);

/** Light from one corner: has no symmetry under a half turn; sums to 1. */
export const emboss = image(Float32Array.of(-2, -1, 0, -1, 1, 1, 0, 1, 2), [3, 3]);
