/**
 * TensorFlow.js on its wasm backend (XNNPACK), one thread: a convolution of one channel on tensors
 * that stay in wasm memory ("resident"), and with an upload and a download ("array"). float32 only.
 */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { layerWays } from "./tfjs-layers.mjs";

export async function prepare(row, work, out) {
  const shape = shapes[row.kind]?.(row);
  if (!shape && row.kind !== "layer") return undefined;
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  await tf.setBackend("wasm");
  await tf.ready();
  if (row.kind === "layer") return layerWays(row, work);
  const { x, h } = work;
  const weights = tf.tensor4d(row.kind === "conv1d" ? h.slice().reverse() : h, [...shape.kernel, 1, 1]);
  const convolve = (input) => {
    const padded = shape.mirror ? tf.mirrorPad(input, [[0, 0], [shape.mirror, shape.mirror], [shape.mirror, shape.mirror], [0, 0]], "reflect") : input;
    return tf.conv2d(padded, weights, 1, shape.padding);
  };
  const kept = tf.tensor4d(x, shape.input);
  const resident = () => tf.tidy(() => convolve(kept)).dispose();
  const array = () => {
    const result = tf.tidy(() => convolve(tf.tensor4d(x, shape.input)));
    out.set(result.dataSync());
    result.dispose();
  };
  return {
    array: { run: array, output: () => out },
    resident: { run: resident, output: () => tf.tidy(() => convolve(kept).dataSync()) },
  };
}

const shapes = {
  conv1d({ dtype, n, m, mode }) {
    if (dtype !== "f32" || mode !== "same") return undefined;
    return { input: [1, 1, n, 1], kernel: [1, m], padding: "same", mirror: 0 };
  },
  correlate2d({ dtype, height, width, k, border }) {
    if (dtype !== "f32") return undefined;
    return { input: [1, height, width, 1], kernel: [k, k], padding: "valid", mirror: border === "valid" ? 0 : k >> 1 };
  },
};
