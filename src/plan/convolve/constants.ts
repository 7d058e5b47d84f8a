/** Fitted by bench/cost/fit.mjs, which writes this file: nanoseconds of each feature in cost.ts. */
export const COSTS = {
  float32: {
    direct: [1700, 133, 0.0744, 0.0496],
    transforms: [831, 109, 259, 0.0795, 0.0782, 0],
  },
  float64: {
    direct: [2000, 117, 0.191, 0.0964],
    transforms: [836, 91.2, 352, 0.161, 0.165, 0],
  },
} as const;
