import { scale } from "./double.js";

const LN2 = 6.9314718036912381649e-1;
const LN2_REST = 1.90821492927058770002e-10;

/**
 * e^x within one unit in the last place, and the same bits in every engine. x = k·ln 2 + r with |r| ≤ ln 2 / 2, and e^r
 * by the rational approximation of fdlibm's e_exp.c.
 */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const k = Math.round(x / Math.LN2);
  const high = x - k * LN2;
  const low = k * LN2_REST;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t * (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  // k may be 1024, a power that no double holds
  return scale(2 * (1 - (low - (r * c) / (2 - c) - high)), k - 1);
}

/** The fifth root of x ≥ 0, by Newton's method, which ends within two units in the last place. */
export function fifthRoot(x: number): number {
  if (x === 0 || x === Infinity) return x;
  // start above the root: from there every step comes nearer, until rounding ends it
  let root = 1;
  while (root * root * root * root * root < x) root *= 2;
  for (;;) {
    const square = root * root;
    const next = (4 * root + x / (square * square)) / 5;
    if (next >= root) return root;
    root = next;
  }
}
