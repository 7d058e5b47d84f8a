import { expect, test } from "vitest";
import { array, features, nn } from "../../src/index";
import { Random } from "../support/random";

const dice = new Random(8);
const tensor = (...shape: number[]) => array(Float32Array.from(dice.numbers(shape.reduce((size, extent) => size * extent, 1))), { shape });
const x = tensor(1, 6, 17, 19);
const weight = tensor(8, 6, 3, 3);
const columns = tensor(6, 1, 3, 3);
const points = tensor(8, 6, 1, 1);
const grad = tensor(1, 8, 17, 19);
const line = tensor(1, 6, 50);

/** One-shot calls of layers, forward and backward, and one that is refused. */
const calls: readonly (() => unknown)[] = [
  () => nn.conv1d(line, tensor(4, 6, 5), { stride: 2 }),
  () => nn.conv2d(x, weight, { padding: 1 }),
  () => nn.conv2d(x, weight, { padding: 1, accuracy: "high", activation: "gelu" }),
  () => nn.conv3d(tensor(1, 2, 5, 6, 7), tensor(3, 2, 3, 3, 3)),
  () => nn.depthwiseConv2d(x, columns, { padding: 1 }),
  () => nn.pointwiseConv2d(x, points),
  () => nn.separableConv2d(x, columns, points, { padding: "same" }),
  () => nn.convTranspose2d(x, tensor(6, 4, 4, 4), { stride: 2, padding: 1 }),
  () => nn.conv2dBackward(grad, x, weight, { padding: 1 }),
  () => nn.convTranspose2dBackward(tensor(1, 4, 34, 38), x, tensor(6, 4, 4, 4), { stride: 2, padding: 1 }),
  () => nn.linear(tensor(5, 7), tensor(9, 7)),
  () => nn.linearBackward(tensor(5, 9), tensor(5, 7), tensor(9, 7)),
  () => nn.maxPool2d(x, { kernelSize: 3, stride: 2, returnIndices: true }),
  () => nn.maxPool2dBackward(tensor(1, 6, 8, 9), x, { kernelSize: 3, stride: 2 }),
  () => nn.avgPool2d(x, { kernelSize: 2 }),
  () => nn.adaptiveAvgPool2d(x, [3, 4]),
  () => nn.softmax(x),
  () => nn.gelu(x),
  () => nn.pad(x, [1, 2, 3, 4], { mode: "reflect" }),
  () => nn.fold(nn.unfold(x, { kernelSize: [3, 3] }), { outputSize: [17, 19], kernelSize: [3, 3] }),
  () => expect(() => nn.conv2d(x, tensor(8, 5, 3, 3))).toThrow(RangeError),
];

test("one-shot calls of layers leave wasm memory as it was", () => {
  for (const call of calls) call();
  const { memoryBytes, planBytes } = features();
  for (let turn = 0; turn < 40; turn++) for (const call of calls) call();
  expect(features()).toMatchObject({ memoryBytes, planBytes });
});
