/** Layers of networks by TensorFlow.js: pictures with channels last, as it wants them, on tensors that stay in wasm memory. */
import * as tf from "@tensorflow/tfjs-core";
import { channelsFirst, channelsLast, outputSpace } from "../../layers.mjs";

export function layerWays(row, { x, h, pointwise }) {
  const make = operators[row.operator];
  // Its wasm backend has no gradients of convolutions.
  if (!make) return undefined;
  const { channels, outputs } = row;
  // A line is a picture of one row.
  const flat = row.space.length === 1;
  const space = flat ? [1, ...row.space] : row.space;
  const run = make({ ...row, space, kernel: flat ? [1, ...row.kernel] : row.kernel, pad: [[0, 0], ...space.map((_, axis) => (flat && axis === 0 ? [0, 0] : [row.padding, row.padding])), [0, 0]] }, h, pointwise);
  const kept = tf.tensor(channelsLast(x, channels), [1, ...space, channels]);
  return {
    resident: { run: () => run(kept).dispose(), output: () => channelsFirst(run(kept).dataSync(), outputs) },
  };
}

const operators = {
  conv({ channels, outputs, groups, kernel, stride, pad }, h) {
    if (kernel.length === 3) {
      const weight = tf.tensor(tapsFirst(h, channels, outputs), [...kernel, channels, outputs]);
      return (x) => tf.conv3d(x, weight, stride, "same");
    }
    if (groups > 1) {
      const weight = tf.tensor(channelsLast(h, channels), [...kernel, channels, 1]);
      return (x) => tf.depthwiseConv2d(x, weight, stride, pad);
    }
    const weight = tf.tensor(tapsFirst(h, channels, outputs), [...kernel, channels, outputs]);
    return (x) => tf.conv2d(x, weight, stride, pad);
  },
  transpose(row, h) {
    const { channels, outputs, kernel, stride } = row;
    // [C, O, …] to […, O, C]; "same" leaves out one at each side.
    const weight = tf.tensor(tapsFirst(h, outputs, channels), [...kernel, outputs, channels]);
    const shape = [1, ...outputSpace(row), outputs];
    return (x) => tf.conv2dTranspose(x, weight, shape, stride, "same");
  },
  maxpool: ({ kernel, stride, pad }) => (x) => tf.maxPool(x, kernel, stride, pad),
  separable({ channels, outputs, kernel, stride, pad }, h, pointwise) {
    const first = tf.tensor(channelsLast(h, channels), [...kernel, channels, 1]);
    const second = tf.tensor(channelsLast(pointwise, outputs), [1, 1, channels, outputs]);
    return (x) =>
      tf.tidy(() => {
        const between = tf.fused.depthwiseConv2d({ x, filter: first, strides: stride, pad, activation: "relu" });
        return tf.fused.conv2d({ x: between, filter: second, strides: 1, pad: "valid", activation: "relu" });
      });
  },
};

/** [O, C, …] as […, C, O]. */
function tapsFirst(h, channels, outputs) {
  const taps = h.length / channels / outputs;
  return h.map((_, i) => {
    const o = i % outputs;
    const c = Math.floor(i / outputs) % channels;
    return h[(o * channels + c) * taps + Math.floor(i / outputs / channels)];
  });
}
