import { describe, expect, test } from "vitest";
import { differingBits } from "../support/bits";
import { random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

/** The definition in direct form II transposed, one rounding for each operation; z is updated. */
function filter(b: ArrayLike<number>, a: ArrayLike<number>, x: ArrayLike<number>, z: number[], round: (value: number) => number): number[] {
  return Array.from(x, (xn) => {
    const product = round(b[0] * xn);
    const yn = z.length === 0 ? product : round(product + z[0]);
    for (let i = 0; i < z.length; i++) {
      const fed = i + 1 < z.length ? round(z[i + 1] + round(b[i + 1] * xn)) : round(b[i + 1] * xn);
      z[i] = round(fed - round(a[i + 1] * yn));
    }
    return yn;
  });
}

type Complex = readonly [re: number, im: number];

function filterComplex(b: Complex[], a: Complex[], x: Complex[], z: [number, number][], round: (value: number) => number): Complex[] {
  const times = (p: Complex, q: Complex): [number, number] => [round(round(p[0] * q[0]) - round(p[1] * q[1])), round(round(p[0] * q[1]) + round(p[1] * q[0]))];
  return x.map((xn) => {
    const yn = times(b[0], xn);
    if (z.length > 0) {
      yn[0] = round(yn[0] + z[0][0]);
      yn[1] = round(yn[1] + z[0][1]);
    }
    for (let i = 0; i < z.length; i++) {
      const p = times(b[i + 1], xn);
      const q = times(a[i + 1], yn);
      z[i] = [0, 1].map((part) => {
        const value = round(p[part] - q[part]);
        return i + 1 < z.length ? round(value + z[i + 1][part]) : value;
      }) as [number, number];
    }
    return yn;
  });
}

const pairs = (numbers: number[]): [number, number][] => Array.from({ length: numbers.length / 2 }, (_, n) => [numbers[2 * n], numbers[2 * n + 1]]);

describe.each(reals)("lfilter_$name", ({ name, ArrayType, round }) => {
  const sandbox = new Sandbox("recursive");
  const numbers = (seed: number, length: number): number[] => random(seed, length).map((value) => round(value));

  test.each([0, 1, 2, 3, 4, 7])("equals the definition bit for bit, order %i, N = 0..40, at any alignment and in steps", (L) => {
    for (let N = 0; N <= 40; N++) {
      sandbox.reset();
      const skew = (N % 4) * ArrayType.BYTES_PER_ELEMENT;
      const step = 1 + (N % 3);
      const [b, a, x, z] = [numbers(N, L + 1), [1, ...numbers(N + 1, L).map((value) => round(value / (L + 1)))], numbers(N + 2, N), numbers(N + 3, L)];
      const bytes = ArrayType.BYTES_PER_ELEMENT;
      const spaced = new ArrayType(N * step).fill(7);
      const y = sandbox.state(spaced, skew);
      const state = sandbox.state(new ArrayType(z), skew);
      const [bAt, aAt, xAt] = [b, a, Array.from(spaced, (_, n) => x[Math.floor(n / step)])].map((values) => sandbox.input(new ArrayType(values), skew));
      sandbox.run(`lfilter_${name}`, bAt, aAt, xAt, y, state, N, L, step * bytes);
      filter(b, a, x, z, round).forEach((value, n) => (spaced[n * step] = value));
      expect(differingBits(sandbox.read<Float32Array | Float64Array>(ArrayType, y, N * step), [...spaced]), `N = ${N}`).toBeNull();
      expect(differingBits(sandbox.read<Float32Array | Float64Array>(ArrayType, state, L), z), `state, N = ${N}`).toBeNull();
    }
  });

  test.each([0, 1, 2, 5])("complex: equals the definition bit for bit, order %i", (L) => {
    for (let N = 0; N <= 12; N++) {
      sandbox.reset();
      const [b, a, x, z] = [numbers(N, 2 * L + 2), [1, 0, ...numbers(N + 1, 2 * L)], numbers(N + 2, 2 * N), numbers(N + 3, 2 * L)];
      const bytes = 2 * ArrayType.BYTES_PER_ELEMENT;
      const y = sandbox.output(N * bytes);
      const state = sandbox.state(new ArrayType(z));
      const [bAt, aAt, xAt] = [b, a, x].map((values) => sandbox.input(new ArrayType(values)));
      sandbox.run(`lfilter_complex_${name}`, bAt, aAt, xAt, y, state, N, L, bytes);
      const after = pairs(z);
      const expected = filterComplex(pairs(b), pairs(a), pairs(x), after, round).flat();
      expect(differingBits(sandbox.read<Float32Array | Float64Array>(ArrayType, y, 2 * N), expected), `N = ${N}`).toBeNull();
      expect(differingBits(sandbox.read<Float32Array | Float64Array>(ArrayType, state, 2 * L), after.flat()), `state, N = ${N}`).toBeNull();
    }
  });
});
