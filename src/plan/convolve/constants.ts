/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */
export const COSTS = {
  float32: {
    direct: [1540, 110, 0.0703, 0.0473],
    transforms: [786, 93.3, 237, 0.0729, 0.0808, 0],
  },
  float64: {
    direct: [1630, 110, 0.144, 0.0914],
    transforms: [974, 96.1, 123, 0.141, 0.159, 0],
  },
} as const;
