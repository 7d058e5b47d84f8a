/** Seeded data with every bit of a type's significand in use: multiples of ε, below 1/2, so that the sum of two is exact. */
import { mix } from "../inputs.mjs";

export const types = [
  { dtype: "float32", name: "f32", epsilon: 2 ** -23, ArrayType: Float32Array },
  { dtype: "float64", name: "f64", epsilon: 2 ** -52, ArrayType: Float64Array },
];

export function halves(n, seed, { dtype }) {
  return Float64Array.from({ length: n }, (_, i) => {
    const coarse = (mix(i, seed) >>> 9) / 2 ** 23 - 0.5;
    return dtype === "float32" ? coarse : coarse + (mix(i, seed + 0x10000) >>> 3) / 2 ** 52;
  });
}
