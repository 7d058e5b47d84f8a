/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */
export const COSTS = {
  float32: {
    direct: [1620, 106, 0.0705, 0.0435],
    transforms: [678, 90, 232, 0.0757, 0.078, 0],
  },
  float64: {
    direct: [1730, 111, 0.13, 0.0909],
    transforms: [1020, 96.2, 142, 0.161, 0.168, 0],
  },
} as const;
