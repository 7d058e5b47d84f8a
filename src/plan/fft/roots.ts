/**
 * Roots of unity, e^{−2πi k/n}, each part within 0.51 of a unit in the last place, from
 * additions and multiplications alone: the same bits on every engine, which Math.sin is not.
 */

/** π/4 as a sum of two doubles. */
const EIGHTH = 0.7853981633974483;
const EIGHTH_TAIL = 3.061616997868383e-17;
/** 2^27 + 1 splits a double in halves whose products are exact. */
const SPLITTER = 134217729;

/**
 * Writes e^{−2πi k/n} to out[at] and out[at + 1].
 * @param k - Any integer of at most 2^53 in magnitude.
 * @param n - From 1 to 2^49.
 */
export function root(k: number, n: number, out: Float32Array | Float64Array, at: number): void {
  // In eighths of a turn, scaled by n, all integers: reflect into the first eighth.
  let a = 8 * (k % n);
  if (a < 0) a += 8 * n;
  const lower = a > 4 * n;
  if (lower) a = 8 * n - a;
  const left = a > 2 * n;
  if (left) a = 4 * n - a;
  const steep = a > n;
  if (steep) a = 2 * n - a;

  // The angle π/4 · a/n as a sum of two doubles.
  const ratio = a / n;
  const ratioTail = (a - ratio * n - productTail(ratio, n, ratio * n)) / n;
  const angle = ratio * EIGHTH;
  const tail = productTail(ratio, EIGHTH, angle) + (ratio * EIGHTH_TAIL + ratioTail * EIGHTH);
  const sine = steep ? cosine(angle, tail) : sin(angle, tail);
  const cosin = steep ? sin(angle, tail) : cosine(angle, tail);
  out[at] = left ? -cosin : cosin;
  out[at + 1] = lower ? sine : -sine;
}

/** a·b − product, exactly, where product is a·b rounded. */
function productTail(a: number, b: number, product: number): number {
  const ha = a * SPLITTER - (a * SPLITTER - a);
  const hb = b * SPLITTER - (b * SPLITTER - b);
  const la = a - ha;
  const lb = b - hb;
  return la * lb - (product - ha * hb - la * hb - ha * lb);
}

/** sin(x + tail) for |x| ≤ π/4: fdlibm's polynomial. */
function sin(x: number, tail: number): number {
  const z = x * x;
  const r =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  const v = z * x;
  return x - (z * (0.5 * tail - v * r) - tail - v * -1.66666666666666324348e-1);
}

/** cos(x + tail) for |x| ≤ π/4: fdlibm's polynomial. */
function cosine(x: number, tail: number): number {
  const z = x * x;
  const r =
    z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5)) +
    z * z * (z * z) * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * tail));
}
