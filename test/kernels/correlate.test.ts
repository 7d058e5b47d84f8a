import { describe, expect, test } from "vitest";
import { correlateTaps } from "../definition/correlate";
import { errorOf } from "../definition/exact";
import { differingBits } from "../support/bits";
import { Random, random } from "../support/random";
import { reals, type RealType } from "../support/real";
import { Sandbox } from "../support/sandbox";

const relaxedIsSupported = WebAssembly.validate(
  // (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_madd)
  Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11),
);

/** Offset tables, in elements: what a call may ask for, and the samples before and after that it needs. */
const tables: Record<string, (K: number) => number[]> = {
  contiguous: (K) => Array.from({ length: K }, (_, k) => k),
  reversed: (K) => Array.from({ length: K }, (_, k) => -k),
  "of a picture": (K) => Array.from({ length: K }, (_, k) => (k % 3) + 37 * Math.floor(k / 3)),
  dilated: (K) => Array.from({ length: K }, (_, k) => 5 * k),
  "out of order": (K) => Array.from({ length: K }, (_, k) => (k * 7) % (K + 1)),
  repeated: (K) => Array.from({ length: K }, () => 3),
};

interface Case {
  N: number;
  K: number;
  table?: number[];
  skews?: [x: number, offset: number, w: number, y: number];
  seed?: number;
}

/** Runs the kernel between fences and returns its outputs beside the definition's. */
function run(sandbox: Sandbox, { name, ArrayType, round }: RealType, { N, K, table = tables.contiguous(K), skews = [0, 0, 0, 0], seed = N * 1000 + K }: Case) {
  const size = ArrayType.BYTES_PER_ELEMENT;
  const before = Math.max(0, ...table.map((offset) => -offset));
  const after = Math.max(0, ...table);
  const x = ArrayType.from(random(seed, before + (N === 0 ? 0 : N + after)));
  const w = ArrayType.from(random(~seed, K));
  sandbox.reset();
  const xAt = sandbox.input(x, skews[0]) + before * size;
  const offsetAt = sandbox.input(Int32Array.from(table, (offset) => offset * size), skews[1]);
  const wAt = sandbox.input(w, skews[2]);
  const yAt = sandbox.output(N * size, skews[3]);
  sandbox.run(`correlate_${name}`, xAt, offsetAt, wAt, yAt, N, K);
  return { x, w, before, table, y: sandbox.read(ArrayType as never, yAt, N) as Float64Array, expected: correlateTaps(x, before, table, w, N, round) };
}

describe.each<RealType>(reals)("correlate_$name of the plain build", (real) => {
  const sandbox = new Sandbox("direct");
  const equals = (given: Case) => {
    const { y, expected } = run(sandbox, real, given);
    expect(differingBits(y, expected), JSON.stringify(given)).toBeNull();
  };

  // Every tail after zero to several blocks: seven vectors are 28 samples of f32, 14 of f64.
  test.each([0, 1, 2, 3, 5, 16, 33])("equals the definition bit for bit for K = %i and N = 0 … 130", (K) => {
    for (let N = 0; N <= 130; N++) equals({ N, K });
  });

  test.each([255, 256, 257, 511, 512, 513, 1000])("adds block sums of 256 in order for K = %i", (K) => {
    for (const N of [1, 2, 3, 4, 5, 7, 8, 13, 14, 15, 27, 28, 29, 55, 56, 57, 58, 85]) equals({ N, K });
  });

  test.each(Object.keys(tables))("follows a table that is %s", (name) => {
    for (const K of [1, 2, 9, 25, 300]) {
      for (const N of [1, 3, 4, 6, 13, 14, 15, 28, 29, 71, 100]) equals({ N, K, table: tables[name](K) });
    }
  });

  test("follows random tables, which overlap and repeat", () => {
    const dice = new Random(7);
    for (let turn = 0; turn < 300; turn++) {
      const K = dice.integer(1, 40);
      equals({ N: dice.integer(0, 90), K, table: Array.from({ length: K }, () => dice.integer(-60, 60)), seed: turn });
    }
  });

  test("needs no aligned pointers", () => {
    for (let skew = 0; skew < 16; skew++) {
      for (const N of [1, 5, 31, 60]) {
        equals({ N, K: 5, skews: [skew, 0, 0, 0] });
        equals({ N, K: 5, skews: [0, skew, 0, 0] });
        equals({ N, K: 5, skews: [0, 0, skew, 0] });
        equals({ N, K: 5, skews: [0, 0, 0, skew] });
        equals({ N, K: 5, skews: [skew, (skew * 3) % 16, (skew * 5) % 16, (skew * 7) % 16] });
      }
    }
  });

  test("does not flip an asymmetric kernel", () => {
    sandbox.reset();
    const size = real.ArrayType.BYTES_PER_ELEMENT;
    const x = sandbox.input(real.ArrayType.of(0, 0, 1, 0, 0));
    const offset = sandbox.input(Int32Array.of(0, size, 2 * size));
    const w = sandbox.input(real.ArrayType.of(1, 2, 3));
    const y = sandbox.output(3 * size);
    sandbox.run(`correlate_${real.name}`, x, offset, w, y, 3, 3);
    expect([...(sandbox.read(real.ArrayType as never, y, 3) as Float64Array)]).toEqual([3, 2, 1]);
  });
});

describe.each<RealType>(reals)("correlate_$name of the relaxed build", (real) => {
  // Half an ulp of each partial sum, and not of the products: that is what a fused multiply-add rounds. On hardware without
  // one the products are rounded too. For random data this comes to about 1.5·ε·Σ|w·x|, and holds for any.
  test.skipIf(!relaxedIsSupported)("rounds once for each tap, within the sum of its roundings", () => {
    const sandbox = new Sandbox("direct", "relaxed");
    for (const K of [0, 1, 2, 3, 5, 16, 33, 256, 257, 513]) {
      for (let N = 0; N <= (K > 100 ? 40 : 130); N++) {
        const { x, w, y, before, table } = run(sandbox, real, { N, K });
        for (let n = 0; n < N; n++) {
          const products = table.map((offset, k) => [w[k], x[before + n + offset]] as const);
          const bound = (0.5 + 2 ** -20) * real.epsilon * roundedMagnitude(products);
          expect(errorOf(y[n], products), `N = ${N}, K = ${K}, n = ${n}`).toBeLessThanOrEqual(bound);
        }
      }
    }
  });
});

/** Σ |partial sum| + |product| over the steps of a sum in blocks of 256, block sums added: what each rounding is proportional to. */
function roundedMagnitude(products: readonly (readonly [number, number])[]): number {
  let magnitude = 0;
  let total = 0;
  for (let block = 0; block < products.length; block += 256) {
    let sum = 0;
    for (const [a, b] of products.slice(block, block + 256)) {
      sum += a * b;
      magnitude += Math.abs(sum) + Math.abs(a * b);
    }
    total += sum;
    if (block > 0) magnitude += Math.abs(total);
  }
  return magnitude;
}
