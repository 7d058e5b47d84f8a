import { describe, expect, test } from "vitest";
import { getGaussianKernel } from "../../src/image/index";
import { sumFew } from "../../src/plan/separable/resolution";
import { closeArena, openArena, take } from "../../src/wasm/arena";
import { i32, u8 } from "../../src/wasm/memory";
import { Random } from "../support/random";

describe("single outputs of bytes in f64", () => {
  const [height, width] = [5, 9];
  const [row, column] = [getGaussianKernel(7, 1.3), getGaussianKernel(5, 0.8)];
  const window = { height: 5, width: 7, anchorRow: 2, anchorColumn: 3 };
  const request = { height, width, source: "u8", depth: "u8", window, border: "mirror", borderValue: [0], alpha: "filter", row, column } as const;

  /** Sums of padded rows at the listed outputs; what was not listed stays 7. */
  function sums(channels: number, delta: number, doubt: number, listed: number[], x: Uint8Array, pitch: number): { y: number[]; left: number[] } {
    const mark = openArena();
    try {
      const [at, y, list] = [take(x.length), take(height * width * channels), take(4 * listed.length)];
      u8.set(x, at);
      u8.fill(7, y, y + height * width * channels);
      i32.set(listed, list >>> 2);
      const count = sumFew({ ...request, channels, delta }, doubt, at, pitch, y, list, listed.length);
      return { y: [...u8.subarray(y, y + height * width * channels)], left: [...i32.subarray(list >>> 2, (list >>> 2) + count)] };
    } finally {
      closeArena(mark);
    }
  }

  test.each([1, 3, 4])("of %i channels: rounded half to even or left in doubt, saturated, others untouched", (channels) => {
    const dice = new Random(channels);
    const pitch = (width + 6) * channels + 5;
    const x = new Uint8Array((height + 4) * pitch).map(() => dice.integer(0, 255));
    const listed = Array.from({ length: height * width * channels }, (_, n) => n).filter(() => dice.next() < 0.3);
    for (const delta of [0, -100, 120]) {
      const exact = listed.map((n) => {
        const [i, j] = [Math.floor(n / (width * channels)), n % (width * channels)];
        let sum = delta;
        for (let a = 0; a < 5; a++) for (let b = 0; b < 7; b++) sum += column[a] * row[b] * x[(i + a) * pitch + j + b * channels];
        return sum;
      });
      const { y, left } = sums(channels, delta, 0.05, listed, x, pitch);
      expect(left).toEqual(listed.filter((_, k) => Math.abs(exact[k] - Math.floor(exact[k]) - 0.5) <= 0.05));
      expect(left.length).toBeGreaterThan(0);
      const expected = new Array<number>(height * width * channels).fill(7);
      listed.forEach((n, k) => (expected[n] = Math.min(255, Math.max(0, Math.round(exact[k])))));
      expect(y).toEqual(expected);
    }
  });

  test("many are left as they are", () => {
    const listed = Array.from({ length: 65 }, (_, n) => n % 45);
    const { y, left } = sums(1, 0, 0, listed, new Uint8Array(9 * 20), 20);
    expect(left).toEqual(listed);
    expect(new Set(y)).toEqual(new Set([7]));
  });
});
