/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */
export const COSTS = {
  float32: {
    direct: [1610, 104, 0.0789, 0.0406],
    transforms: [568, 80.9, 409, 0.0585, 0.125, 0],
  },
  float64: {
    direct: [1700, 109, 0.167, 0.0823],
    transforms: [435, 90.9, 524, 0.111, 0.264, 0],
  },
} as const;
