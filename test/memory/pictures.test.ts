import { expect, test } from "vitest";
import { array, features, image, NdArray } from "../../src/index";
import { Random } from "../support/random";

const random = new Random(1);
const kernels = [3, 5, 11, 31].map((K) => array(random.numbers(K * K).map((value) => value / K), { shape: [K, K] }));

test.each([3, 5, 11, 31])("a large picture is filtered in strips: with %i taps a side memory grows by at most 32 MB", (K) => {
  const kernel = kernels.find(({ shape }) => shape[0] === K)!;
  const side = 6000;
  const x = new NdArray(new Uint8Array(side * side).fill(9), [side, side]);
  const before = features().memoryBytes;
  image.filter2D(x, kernel, { out: x });
  expect(features().memoryBytes - before).toBeLessThanOrEqual(32e6);
});

test("frames of one size leave memory as it was, whatever the recipe", () => {
  const frame = new NdArray(new Uint8Array(480 * 640).fill(7), [480, 640]);
  const out = new NdArray(new Uint8Array(480 * 640), [480, 640]);
  for (const kernel of kernels) {
    const plan = image.planFilter({ kernel, shape: [480, 640] });
    plan.execute(frame, { out });
    const before = features();
    for (let turn = 0; turn < 50; turn++) {
      plan.execute(frame, { out });
      plan.execute();
    }
    expect(features()).toEqual(before);
    plan.dispose();
    expect(features().planBytes).toBeLessThan(before.planBytes);
  }
});

test("what a plan held goes back, also when making it fails", () => {
  const before = features().planBytes;
  for (let turn = 0; turn < 20; turn++) {
    image.planFilter({ kernel: kernels[turn % kernels.length], shape: [100, 100, 3] }).dispose();
    expect(() => image.planFilter({ kernel: [[NaN]], shape: [100, 100] })).toThrow(RangeError);
  }
  expect(features().planBytes).toBe(before);
});
