import { expect, test } from "vitest";
import { convolve } from "../../src/signal/index.js";

test.each([Float32Array, Float64Array])("same has in1's length and centring where in1 is the shorter one, short or long: %p", (Type) => {
  for (const [N, K] of [[1, 3], [2, 7], [3, 100], [5, 4000]]) {
    const x = new Type(Array.from({ length: N }, (_, n) => n + 1));
    const h = new Type(Array.from({ length: K }, (_, k) => (k % 17) - 8));
    const full = convolve(x, h);
    const start = (K - 1) >> 1;
    expect(convolve(x, h, { mode: "same" })).toEqual(full.slice(start, start + N));
    expect(full[start]).toBe(Array.from(x).reduce((sum, value, n) => sum + value * (h[start - n] ?? 0), 0));
  }
});
