import { eachIndex, rowMajor } from "../../shape/strides.js";

/** Sweeps of the refinement: from the fibres through the largest element it starts next to its end. */
const SWEEPS = 4;

/**
 * The outer product of one factor for each axis that comes nearest to an array,
 *
 *     a[i, j, …] ≈ f[0][i] · f[1][j] · …
 *
 * found by turns, each factor as the best one beside the others (on two axes the power method for the largest singular value), beginning with the
 * lines through the largest element, which are exact for an array that is such a product.
 */
export function outerFactors(a: Float64Array, shape: readonly number[]): Float64Array[] {
  const stride = rowMajor(shape);
  let peak = 0;
  a.forEach((value, n) => {
    if (Math.abs(value) > Math.abs(a[peak])) peak = n;
  });
  const factors = shape.map((extent, axis) => {
    const at = peak - (Math.floor(peak / stride[axis]) % extent) * stride[axis];
    return Float64Array.from({ length: extent }, (_, i) => a[at + i * stride[axis]] / (axis === 0 ? 1 : a[peak]));
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let axis = 0; axis < shape.length; axis++) improve(a, shape, factors, axis);
  }
  return factors;
}

/** Σ |a − product of the factors|. */
export function outerError(a: Float64Array, shape: readonly number[], factors: readonly Float64Array[]): number {
  let error = 0;
  eachElement(shape, (index, n) => (error += Math.abs(a[n] - product(factors, index, -1))));
  return error;
}

/** Sets the factor of one axis to Σ a · others / Σ others², its best value beside the others. */
function improve(a: Float64Array, shape: readonly number[], factors: readonly Float64Array[], axis: number): void {
  const sums = new Float64Array(shape[axis]);
  eachElement(shape, (index, n) => (sums[index[axis]] += a[n] * product(factors, index, axis)));
  let squares = 1;
  factors.forEach((factor, i) => {
    if (i !== axis) squares *= factor.reduce((sum, value) => sum + value * value, 0);
  });
  factors[axis].set(sums.map((sum) => sum / squares));
}

function product(factors: readonly Float64Array[], index: readonly number[], without: number): number {
  let value = 1;
  for (let axis = 0; axis < factors.length; axis++) if (axis !== without) value *= factors[axis][index[axis]];
  return value;
}

function eachElement(shape: readonly number[], visit: (index: readonly number[], n: number) => void): void {
  let n = 0;
  eachIndex(shape, (index) => visit(index, n++));
}
