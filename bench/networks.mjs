/**
 * The layers of two networks for pictures of 224 × 224, in order, as torchvision has them: what cases.mjs measures, and what
 * `complexity` and `receptiveField` are tested on. Weights are random. Batch normalisation counts as folded into weights and biases,
 * activations and additions are left out.
 *
 *   name       where in the network
 *   operator   conv, maxpool, or linear, which is a convolution of one tap on one pixel
 *   beside     "yes" for a convolution on a shortcut, whose windows are narrower than those beside it
 */

/** M. Sandler and others: MobileNetV2: inverted residuals and linear bottlenecks, 2018. */
export function mobileNetV2() {
  const network = started("mobilenetv2");
  network.conv("stem", 32, 3, { stride: 2 });
  const blocks = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1]];
  let number = 0;
  for (const [expansion, outputs, repeats, first] of blocks) {
    for (let n = 0; n < repeats; n++) {
      const name = `block${++number}`;
      const inside = network.channels * expansion;
      if (expansion > 1) network.conv(`${name}.expand`, inside, 1, {});
      network.conv(`${name}.depthwise`, inside, 3, { stride: n === 0 ? first : 1, groups: inside });
      network.conv(`${name}.project`, outputs, 1, {});
    }
  }
  network.conv("head", 1280, 1, {});
  return network.ended(1000);
}

/** K. He and others: Deep residual learning for image recognition, 2015, with the strides in the 3×3 layers. */
export function resNet50() {
  const network = started("resnet50");
  network.conv("stem", 64, 7, { stride: 2 });
  network.pool("pool", 3, 2);
  [[64, 3, 1], [128, 4, 2], [256, 6, 2], [512, 3, 2]].forEach(([width, repeats, first], stage) => {
    for (let n = 0; n < repeats; n++) {
      const name = `stage${stage + 1}.${n + 1}`;
      const stride = n === 0 ? first : 1;
      const { channels, space } = network;
      network.conv(`${name}.reduce`, width, 1, {});
      network.conv(`${name}.3x3`, width, 3, { stride });
      network.conv(`${name}.expand`, 4 * width, 1, {});
      if (n === 0) network.shortcut(`${name}.shortcut`, channels, space, 4 * width, stride);
    }
  });
  return network.ended(1000);
}

/** The rows of cases.mjs: one for each different layer, with how often it comes. */
export function networkRows(row) {
  return [mobileNetV2(), resNet50()].flatMap(({ name, layers }) => {
    const rows = new Map();
    for (const { operator, channels, outputs, groups, space, kernel, stride, padding } of layers) {
      const what = operator === "maxpool" ? "maxpool" : groups > 1 ? "dw" : `${channels}-${outputs}`;
      const id = `${name}.${what}${groups > 1 ? channels : ""}.${kernel.join("x")}${stride > 1 ? `s${stride}` : ""}.${space[0]}`;
      const before = rows.get(id);
      rows.set(id, before ? { ...before, times: before.times + 1 } : { ...row(id, operator === "linear" ? "conv" : operator, channels, outputs, space, kernel, { stride, padding, groups }), network: name, times: 1 });
    }
    return [...rows.values()];
  });
}

function started(name) {
  const layers = [];
  const network = {
    channels: 3,
    space: [224, 224],
    conv(name, outputs, side, { stride = 1, groups = 1 }) {
      add(name, "conv", outputs, side, stride, groups);
    },
    pool(name, side, stride) {
      add(name, "maxpool", network.channels, side, stride, 1);
    },
    shortcut(name, channels, space, outputs, stride) {
      layers.push({ name, operator: "conv", channels, outputs, groups: 1, space, kernel: [1, 1], stride, padding: 0, beside: "yes" });
    },
    /** A mean over the plane, and a fully connected layer. */
    ended(outputs) {
      layers.push({ name: "classes", operator: "linear", channels: network.channels, outputs, groups: 1, space: [1, 1], kernel: [1, 1], stride: 1, padding: 0, beside: "no" });
      return { name, layers };
    },
  };
  function add(name, operator, outputs, side, stride, groups) {
    const padding = (side - 1) / 2;
    layers.push({ name, operator, channels: network.channels, outputs, groups, space: network.space, kernel: [side, side], stride, padding, beside: "no" });
    network.channels = outputs;
    network.space = network.space.map((N) => Math.floor((N + 2 * padding - side) / stride) + 1);
  }
  return network;
}
