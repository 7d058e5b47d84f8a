/**
 * ONNX Runtime's wasm build, one thread: a model of one Conv, with a Pad before it where the border
 * is mirrored, or of a layer's operators. Kernels are initializers, packed when the session is made. float32 only.
 */
import * as ort from "onnxruntime-web/wasm";
import { weightShape } from "../../layers.mjs";
import { chainModel, model } from "./onnx-model.mjs";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

export async function prepare(row, work, out) {
  const described = models[row.kind]?.(row, work);
  if (!described) return undefined;
  const session = await ort.InferenceSession.create(described.bytes, { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
  const feeds = { x: new ort.Tensor("float32", work.x, described.input) };
  const run = async () => {
    const { y } = await session.run(feeds);
    out.set(y.data);
  };
  return { array: { run, output: () => out } };
}

const models = {
  conv1d({ dtype, n, m, mode }, { h }) {
    if (dtype !== "f32" || mode !== "same") return undefined;
    const input = [1, 1, n];
    return { input, bytes: model({ input, kernel: [1, 1, m], pads: [(m - 1) >> 1, m >> 1], mirror: 0, weights: h.slice().reverse() }) };
  },
  correlate2d({ dtype, height, width, k, border }, { h }) {
    if (dtype !== "f32") return undefined;
    const input = [1, 1, height, width];
    return { input, bytes: model({ input, kernel: [1, 1, k, k], pads: [0, 0, 0, 0], mirror: border === "valid" ? 0 : k >> 1, weights: h }) };
  },
  layer(row, { h, pointwise }) {
    const input = [1, row.channels, ...row.space];
    const steps = stepsOf[row.operator]?.(row, h, pointwise);
    return steps && { input, bytes: chainModel(input, steps) };
  },
};

const stepsOf = {
  conv: (row, h) => [{ operator: "Conv", attributes: { ...windows(row), group: row.groups }, weight: { shape: weightShape(row), values: h } }],
  transpose: (row, h) => [{ operator: "ConvTranspose", attributes: windows(row), weight: { shape: weightShape(row), values: h } }],
  maxpool: (row) => [{ operator: "MaxPool", attributes: windows(row) }],
  separable: (row, h, pointwise) => [
    { operator: "Conv", attributes: { ...windows(row), group: row.channels }, weight: { shape: weightShape(row), values: h } },
    { operator: "Relu" },
    { operator: "Conv", attributes: { kernel_shape: [1, 1] }, weight: { shape: [row.outputs, row.channels, 1, 1], values: pointwise } },
    { operator: "Relu" },
  ],
};

function windows({ kernel, stride, padding }) {
  return { kernel_shape: kernel, strides: kernel.map(() => stride), pads: [...kernel, ...kernel].map(() => padding) };
}
