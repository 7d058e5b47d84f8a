import { expect, test } from "vitest";
import { correlateTaps } from "../definition/correlate";
import { differingBits } from "../support/bits";
import { random } from "../support/random";
import { Sandbox } from "../support/sandbox";

const sandbox = new Sandbox("image");

function fourRows(N: number, skew: number, x: Float32Array, w: Float32Array): Float32Array[] {
  const [pitch, yPitch] = [N + 5, N + 3];
  sandbox.reset();
  const xAt = sandbox.input(x, skew);
  const wAt = sandbox.input(w, (skew * 3) % 16);
  const yAt = sandbox.output((3 * yPitch + N) * 4, (skew * 5) % 16);
  const between = sandbox.read(Float32Array, yAt + N * 4, 3);
  sandbox.run("square_f32", xAt, pitch * 4, wAt, yAt, yPitch * 4, N);
  for (const row of [0, 1, 2]) expect(differingBits(sandbox.read(Float32Array, yAt + (row * yPitch + N) * 4, 3), between)).toBeNull();
  return [0, 1, 2, 3].map((row) => sandbox.read(Float32Array, yAt + row * yPitch * 4, N));
}

test("four rows of 3 × 3 taps are the sums, bit for bit, at every tail and alignment", () => {
  for (let N = 4; N < 70; N++) {
    const pitch = N + 5;
    const x = Float32Array.from(random(N, 6 * pitch));
    const w = Float32Array.from(random(~N, 9));
    const offsets = Array.from({ length: 9 }, (_, k) => Math.floor(k / 3) * pitch + (k % 3));
    fourRows(N, 4 * (N % 4), x, w).forEach((actual, row) => {
      expect(differingBits(actual, correlateTaps(x, row * pitch, offsets, w, N, Math.fround)), `row ${row} of ${N}`).toBeNull();
    });
  }
});

test("a NaN and an infinity reach the windows that hold them, and no others", () => {
  const N = 9;
  const x = new Float32Array(6 * (N + 5)).fill(1);
  x[2 * (N + 5) + 4] = NaN;
  x[5 * (N + 5) + 8] = Infinity;
  fourRows(N, 0, x, new Float32Array(9).fill(1)).forEach((actual, row) => {
    const expected = Array.from({ length: N }, (_, n) => (row <= 2 && n >= 2 && n <= 4 ? NaN : row === 3 && n >= 6 ? Infinity : 9));
    expect(differingBits(actual, expected), `row ${row}`).toBeNull();
  });
});

test("products that are all −0 add up to −0", () => {
  for (const actual of fourRows(4, 0, new Float32Array(54), new Float32Array(9).fill(-1))) expect(differingBits(actual, [-0, -0, -0, -0])).toBeNull();
});
