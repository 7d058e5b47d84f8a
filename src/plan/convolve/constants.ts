/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */
export const COSTS = {
  float32: {
    direct: [1610, 104, 0.0729, 0.0394],
    transforms: [484, 81.8, 410, 0.0567, 0.13, 0],
  },
  float64: {
    direct: [1570, 111, 0.154, 0.0801],
    transforms: [130, 88.8, 585, 0.111, 0.28, 0],
  },
} as const;
