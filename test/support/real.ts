/** The two number types of the kernels, with what a test needs to compute in them. */
export const reals = [
  { name: "f32", dtype: "float32", ArrayType: Float32Array, round: Math.fround, epsilon: 2 ** -23 },
  { name: "f64", dtype: "float64", ArrayType: Float64Array, round: (value: number) => value, epsilon: 2 ** -52 },
] as const;

export type RealType = (typeof reals)[number];
