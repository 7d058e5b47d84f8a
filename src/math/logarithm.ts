const LN2 = 6.93147180369123816490e-1;
const LN2_REST = 1.90821492927058770002e-10;

const number = new Float64Array(1);
/** The number's halves; the upper one holds sign and exponent, as every engine with WebAssembly stores it. */
const halves = new Uint32Array(number.buffer);

/** ln x within one unit in the last place, and the same bits in every engine: fdlibm's e_log.c. NaN below 0. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    k = -54;
    x *= 18014398509481984;
  }
  number[0] = x;
  // x = 2^k · (1 + f) with √½ < 1 + f < √2
  const upper = halves[1] + (0x3ff00000 - 0x3fe6a09e);
  k += (upper >>> 20) - 1023;
  halves[1] = (upper & 0xfffff) + 0x3fe6a09e;
  const f = number[0] - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const even = z * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return s * (half + odd + even) + k * LN2_REST - half + f + k * LN2;
}
