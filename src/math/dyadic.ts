/** A number m · 2^exponent, exactly. */
export interface Dyadic {
  readonly m: bigint;
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double as what it is: an integer times a power of two. */
function dyadic(value: number): Dyadic {
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const field = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const m = field === 0 ? fraction : fraction | 0x10000000000000n;
  return { m: word >> 63n ? -m : m, exponent: Math.max(field, 1) - 1075 };
}

/** delta + Σ_k weights[k] · samples(k) of integer samples, without any rounding. */
export function exactSum(weights: Float64Array, delta: number, samples: (k: number) => number): Dyadic {
  const terms = Array.from(weights, (weight, k) => {
    const { m, exponent } = dyadic(weight);
    return { m: m * BigInt(samples(k)), exponent };
  });
  terms.push(dyadic(delta));
  const exponent = terms.reduce((least, term) => Math.min(least, term.m === 0n ? 0 : term.exponent), 0);
  return { m: terms.reduce((sum, term) => (term.m === 0n ? sum : sum + (term.m << BigInt(term.exponent - exponent))), 0n), exponent };
}

/** The nearest integer, half to even, of a number with exponent ≤ 0. */
export function roundedHalfEven({ m, exponent }: Dyadic): bigint {
  const shift = BigInt(-exponent);
  const floor = m >> shift;
  const rest = 2n * (m - (floor << shift));
  const one = 1n << shift;
  return rest > one || (rest === one && (floor & 1n) === 1n) ? floor + 1n : floor;
}
