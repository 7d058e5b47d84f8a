import { productError } from "./double.js";

/**
 * Sine and cosine of fractions of a turn, within one unit in the last place, and the same bits in every engine.
 *
 * The angle is reduced to the first octant before π comes in, without rounding; there it is kept as a sum of two
 * doubles. The polynomials are those of fdlibm's k_sin.c and k_cos.c (error below 2^-58).
 */

const QUARTER_PI = 0.7853981633974483;
const QUARTER_PI_REST = 3.061616997868383e-17;

/** cos(2πk / n) for whole numbers k and n ≥ 1, both below 2^49. */
export function cosTurns(k: number, n: number): number {
  return ofFraction(k, n, 0);
}

/** sin(2πk / n) for whole numbers k and n ≥ 1, both below 2^49. */
export function sinTurns(k: number, n: number): number {
  return ofFraction(k, n, 6);
}

/** cos(πx) for any finite x. */
export function cosPi(x: number): number {
  return ofHalfTurns(Math.abs(x), 0);
}

/** sin(πx) for any finite x. */
export function sinPi(x: number): number {
  return x < 0 ? -ofHalfTurns(-x, 6) : ofHalfTurns(x, 6);
}

/** sin(πx) / (πx), and 1 at 0: NumPy's sinc. */
export function sinc(x: number): number {
  return x === 0 ? 1 : sinPi(x) / (Math.PI * x);
}

function ofFraction(k: number, n: number, turned: number): number {
  const within = k % n;
  const eighths = 8 * (within < 0 ? within + n : within);
  const octant = Math.floor(eighths / n);
  const rest = eighths - octant * n;
  const part = octant & 1 ? n - rest : rest;
  const quotient = part / n;
  const product = quotient * n;
  const remainder = part - product - productError(quotient, n, product);
  return inOctant(octant + turned, quotient, remainder / n);
}

function ofHalfTurns(x: number, turned: number): number {
  const quarters = 4 * (x % 2);
  const octant = Math.floor(quarters);
  const rest = quarters - octant;
  return inOctant(octant + turned, octant & 1 ? 1 - rest : rest, 0);
}

/** The cosine of octant·π/4 + φ, where π/4·(part + rest) is φ in an even octant, and π/4 − φ in an odd one. */
function inOctant(octant: number, part: number, rest: number): number {
  const angle = part * QUARTER_PI;
  const low = productError(part, QUARTER_PI, angle) + part * QUARTER_PI_REST + rest * QUARTER_PI;
  const o = octant & 7;
  const value = o === 1 || o === 2 || o === 5 || o === 6 ? sine(angle, low) : cosine(angle, low);
  return o >= 2 && o <= 5 ? -value : value;
}

/** sin(x + low) for 0 ≤ x ≤ π/4. */
function sine(x: number, low: number): number {
  const z = x * x;
  const cube = z * x;
  const tail =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x - (z * (0.5 * low - cube * tail) - low - cube * -1.66666666666666324348e-1);
}

/** cos(x + low) for 0 ≤ x ≤ π/4. */
function cosine(x: number, low: number): number {
  const z = x * x;
  const tail =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z * (2.48015872894767294178e-5 + z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const half = 0.5 * z;
  const value = 1 - half;
  return value + (1 - value - half + (z * tail - x * low));
}
