import { describe, expect, test } from "vitest";
import { complexTransformNd, realTransformNd } from "../../src/plan/fft/nd.js";
import { allocate, heapBytes, release } from "../../src/wasm/heap.js";
import * as memory from "../../src/wasm/memory.js";
import { random, relativeError, transformBins } from "./reference.js";

const types = [
  { real: "f32", epsilon: 2 ** -23, ArrayType: Float32Array },
  { real: "f64", epsilon: 2 ** -52, ArrayType: Float64Array },
] as const;

/** The transform of a complex array along some axes, line by line by the definition. */
function transformLines(x: Float64Array, shape: readonly number[], axes: readonly number[], direction: "forward" | "inverse"): Float64Array {
  const y = x.slice();
  for (const axis of axes) {
    const n = shape[axis];
    const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const bins = Array.from({ length: n }, (_, k) => k);
    for (let start = 0; start < y.length / 2; start++) {
      if (Math.floor(start / inner) % n !== 0) continue;
      const at = bins.map((i) => 2 * (start + i * inner));
      const line = transformBins(at.flatMap((p) => [y[p], y[p + 1]]), direction, bins);
      at.forEach((p, i) => y.set(line.subarray(2 * i, 2 * i + 2), p));
    }
  }
  return y;
}

const cases: [shape: number[], axes: number[]][] = [
  [[1], [0]],
  [[7, 1], [0]],
  [[4, 5], [0, 1]],
  [[16, 16], [0, 1]],
  [[12, 20], [0]],
  [[12, 20], [1]],
  [[30, 3], [0, 1]],
  [[67, 5], [0]],
  [[5, 67], [1, 0]],
  [[3, 8, 10], [0, 1, 2]],
  [[2, 9, 7], [1]],
  [[64, 70], [0, 1]],
  [[2048, 9], [0]],
  [[3, 4, 5, 6], [0, 2, 3]],
  [[3, 4, 5, 6], [3, 0, 1]],
  [[2, 32, 37], [1]],
];

describe.each(types)("several axes, $real", ({ real, epsilon, ArrayType }) => {
  const size = ArrayType.BYTES_PER_ELEMENT;
  const round = (values: Float64Array): Float64Array => Float64Array.from(ArrayType.from(values));

  function run(input: Float64Array, outputs: number, transform: (x: number, y: number) => void): Float64Array {
    const x = allocate(input.length * size);
    const y = allocate((outputs + 1) * size);
    memory[real].set(input, x / size);
    memory[real][y / size + outputs] = -12345;
    transform(x, y);
    expect(memory[real][y / size + outputs], "the fence").toBe(-12345);
    const result = Float64Array.from(memory[real].subarray(y / size, y / size + outputs));
    release(x);
    release(y);
    return result;
  }

  test.each(cases)("complex %j along %j, and back in place", (shape, axes) => {
    const before = heapBytes();
    const points = shape.reduce((a, b) => a * b, 1);
    const x = round(random(points, 2 * points));
    const plan = complexTransformNd(shape, axes, real);
    const divisor = axes.reduce((product, axis) => product * shape[axis], 1);
    const bound = 1.2 * epsilon * Math.sqrt(Math.max(1, Math.log2(points)));
    expect(relativeError(run(x, 2 * points, (from, to) => plan.forward(from, to)), transformLines(x, shape, axes, "forward"))).toBeLessThan(bound);
    const back = run(x, 2 * points, (from, to) => {
      plan.forward(from, to);
      plan.inverse(to, to, divisor);
    });
    expect(relativeError(back, x)).toBeLessThan(2 * bound);
    plan.dispose();
    expect(heapBytes()).toBe(before);
  });

  test.each(cases)("real %j along %j, the last of which is halved, and back", (shape, axes) => {
    const halved = axes[axes.length - 1];
    const points = shape.reduce((a, b) => a * b, 1);
    const [n, bins] = [shape[halved], Math.floor(shape[halved] / 2) + 1];
    const inner = shape.slice(halved + 1).reduce((a, b) => a * b, 1);
    const x = round(random(~points, points));
    const plan = realTransformNd(shape, axes, real);
    const wide = Float64Array.from({ length: 2 * points }, (_, i) => (i % 2 === 0 ? x[i / 2] : 0));
    const whole = transformLines(wide, shape, axes, "forward");
    const expected = whole.filter((_, i) => Math.floor(i / 2 / inner) % n < bins);
    const X = run(x, expected.length, (from, to) => plan.forward(from, to));
    const bound = 1.2 * epsilon * Math.sqrt(Math.max(1, Math.log2(points)));
    expect(relativeError(X, expected)).toBeLessThan(bound);
    const divisor = axes.reduce((product, axis) => product * shape[axis], 1);
    expect(relativeError(run(X, points, (from, to) => plan.inverse(from, to, divisor)), x)).toBeLessThan(2 * bound);
    plan.dispose();
  });
});
