/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */
export const COSTS = {
  float32: {
    direct: [1500, 60, 0.15, 0.046],
    transforms: [3000, 100, 100, 0.065, 0.085, 0.6],
  },
  float64: {
    direct: [1500, 60, 0.25, 0.092],
    transforms: [3000, 100, 100, 0.12, 0.15, 1],
  },
} as const;
