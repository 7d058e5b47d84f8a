/**
 * ONNX Runtime's wasm build, one thread: a model of one Conv, with a Pad before it where the border
 * is mirrored. The kernel is an initializer, so it is packed when the session is made. float32 only.
 */
import * as ort from "onnxruntime-web/wasm";
import { model } from "./onnx-model.mjs";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

export async function prepare(row, { x, h }, out) {
  const shape = shapes[row.kind]?.(row);
  if (!shape) return undefined;
  const weights = row.kind === "conv1d" ? h.slice().reverse() : h;
  const session = await ort.InferenceSession.create(model({ ...shape, weights }), { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
  const feeds = { x: new ort.Tensor("float32", x, shape.input) };
  const run = async () => {
    const { y } = await session.run(feeds);
    out.set(y.data);
  };
  return { array: { run, output: () => out } };
}

const shapes = {
  conv1d({ dtype, n, m, mode }) {
    if (dtype !== "f32" || mode !== "same") return undefined;
    return { input: [1, 1, n], kernel: [1, 1, m], pads: [(m - 1) >> 1, m >> 1], mirror: 0 };
  },
  correlate2d({ dtype, height, width, k, border }) {
    if (dtype !== "f32") return undefined;
    return { input: [1, 1, height, width], kernel: [1, 1, k, k], pads: [0, 0, 0, 0], mirror: border === "valid" ? 0 : k >> 1 };
  },
};
