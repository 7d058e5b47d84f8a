/** Sine and cosine in the first octant, where every other angle is brought without rounding. The angle is a sum of two doubles. */

/** π/4 as a sum of two doubles. */
export const EIGHTH = 0.7853981633974483;
export const EIGHTH_TAIL = 3.061616997868383e-17;

/** sin(x + tail) for |x| ≤ π/4: fdlibm's polynomial. */
export function sine(x: number, tail: number): number {
  const z = x * x;
  const r =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  const v = z * x;
  return x - (z * (0.5 * tail - v * r) - tail - v * -1.66666666666666324348e-1);
}

/** cos(x + tail) for |x| ≤ π/4: fdlibm's polynomial. */
export function cosine(x: number, tail: number): number {
  const z = x * x;
  const r =
    z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5)) +
    z * z * (z * z) * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * tail));
}
