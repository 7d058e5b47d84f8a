import { productError } from "./double.js";
import { cosine, EIGHTH, EIGHTH_TAIL, sine } from "./octant.js";

/**
 * Sine and cosine of fractions of a turn, within one unit in the last place, and the same bits in every engine.
 *
 * The angle is brought to the first octant before π comes in, without rounding.
 */

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
  // most callers have less than a turn, and the remainder of doubles is a call
  const within = Math.abs(k) < n ? k : k % n;
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
  // exact, as x % 2 is, which is a call
  const quarters = 4 * (x - 2 * Math.floor(x / 2));
  const octant = Math.floor(quarters);
  const rest = quarters - octant;
  return inOctant(octant + turned, octant & 1 ? 1 - rest : rest, 0);
}

/** The cosine of octant·π/4 + φ, where π/4·(part + rest) is φ in an even octant, and π/4 − φ in an odd one. */
function inOctant(octant: number, part: number, rest: number): number {
  const angle = part * EIGHTH;
  const low = productError(part, EIGHTH, angle) + part * EIGHTH_TAIL + rest * EIGHTH;
  const o = octant & 7;
  const value = o === 1 || o === 2 || o === 5 || o === 6 ? sine(angle, low) : cosine(angle, low);
  return o >= 2 && o <= 5 ? -value : value;
}
