import { RE, TE, type Row } from "../row";

const ones = (...shape: number[]) => ({ data: new Float64Array(shape.reduce((n, N) => n * N)).fill(1), shape });

/** What every convolution refuses, of two axes of space. */
const conv2d: Row = {
  args: () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), {}],
  arrays: [[0, "input"], [1, "weight"]],
  options: { at: 2, of: { stride: "sizes", padding: "padding", dilation: "sizes", groups: "size", paddingMode: "word", layout: "word", accuracy: "word", out: "out" } },
  rules: [
    ["an input of another rank", () => [ones(4, 5, 6), ones(2, 4, 3, 3)], RE, /^input: expected 4 axes/],
    ["a weight of another rank", () => [ones(1, 4, 5, 6), ones(2, 4, 3)], RE, /^weight: expected 4 axes/],
    ["other channels", () => [ones(1, 4, 5, 6), ones(2, 3, 3, 3)], RE, /^weight: expected 4 \/ 1 input channels.*got 3/],
    ["channels that groups cannot share", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { groups: 3 }], RE, /^weight: expected 4 \/ 3/],
    ["outputs that groups cannot share", () => [ones(1, 4, 5, 6), ones(3, 2, 3, 3), { groups: 2 }], RE, /^weight: expected output channels that 2 groups share/],
    ["a kernel of no taps", () => [ones(1, 4, 5, 6), { data: [], shape: [2, 4, 0, 3] }], RE, /^weight: expected at least one tap on axis 0/],
    ["a kernel that does not fit", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { dilation: 3 }], RE, /^weight: expected a window of at most 5 samples on axis 0.*got 7, which leaves -1 outputs/],
    ["same with a stride", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { stride: 2, padding: "same" }], RE, /^options\.padding: expected .*stride 1/],
    ["a mirror without samples", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { padding: 5, paddingMode: "reflect" }], RE, /^options\.padding: expected at most 4 on axis 0.*got 5/],
    ["a circle more than round", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { padding: 6, paddingMode: "circular" }], RE, /^options\.padding: expected at most 5 on axis 0/],
    ["a bias of another length", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { bias: [1, 2, 3] }], RE, /^options\.bias: expected 2 numbers.*got 3/],
    ["a bias that is no array", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { bias: 5 }], TE, /^options\.bias: expected/],
    ["float32 with float64", () => [ones(1, 4, 5, 6), { data: new Float32Array(72), shape: [2, 4, 3, 3] }], TE, /^weight: expected float64/],
    ["another activation", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { activation: "step" }], RE, /^options\.activation: expected one of/],
    ["an activation that is none", () => [ones(1, 4, 5, 6), ones(2, 4, 3, 3), { activation: 5 }], TE, /^options\.activation: expected/],
  ],
};
const conv = (spatial: number): Row => ({
  args: () => [ones(1, 2, ...new Array<number>(spatial).fill(4)), ones(2, 2, ...new Array<number>(spatial).fill(2)), {}],
  arrays: [[0, "input"], [1, "weight"]],
  options: { at: 2, of: { groups: "size", paddingMode: "word", layout: "word", accuracy: "word", out: "out" } },
});

const planned = (spatial: number): Row => ({
  args: () => [{ weight: ones(2, 2, ...new Array<number>(spatial).fill(2)), inputShape: [1, 2, ...new Array<number>(spatial).fill(4)] }],
  options: { at: 0, of: { inputShape: "list", groups: "size", paddingMode: "word", layout: "word", accuracy: "word" } },
  rules: [
    ["no options", () => [], TE, /^options: expected an object with weight and inputShape/],
    ["no weight", () => [{ inputShape: [1, 2, 4, 4] }], TE, /^options\.weight: expected/],
    ["other channels", () => [{ weight: ones(2, 2, ...new Array<number>(spatial).fill(2)), inputShape: [1, 3, ...new Array<number>(spatial).fill(4)] }], RE, /^options\.weight: expected 3 \/ 1 input channels/],
    ["an input of another rank", () => [{ weight: ones(2, 2, ...new Array<number>(spatial).fill(2)), inputShape: [1, 2] }], RE, /^options\.inputShape: expected/],
  ],
});

const plannedPool = (spatial: number): Row => ({
  args: () => [{ inputShape: [1, 2, ...new Array<number>(spatial).fill(4)], kernelSize: 2 }],
  options: { at: 0, of: { inputShape: "list", kernelSize: "sizes", stride: "sizes", padding: "padding", dilation: "sizes", ceilMode: "flag", layout: "word", dtype: "word" } },
  rules: [
    ["no options", () => [], TE, /^options: expected an object with inputShape and kernelSize/],
    ["no window", () => [{ inputShape: [1, 2, ...new Array<number>(spatial).fill(4)] }], TE, /^options\.kernelSize: expected/],
    ["an axis without samples", () => [{ inputShape: [1, 2, ...new Array<number>(spatial).fill(0)], kernelSize: 1 }], RE, /^options\.inputShape: expected at least one sample on axis 0/],
    ["a window that does not fit", () => [{ inputShape: [1, 2, ...new Array<number>(spatial).fill(4)], kernelSize: 5 }], RE, /^options\.kernelSize: expected a window of at most 4/],
    ["an input of another rank", () => [{ inputShape: [1, 2], kernelSize: 2 }], RE, /^options\.inputShape: expected/],
  ],
});

const backward = (spatial: number): Row => ({
  args: () => [ones(1, 2, ...new Array<number>(spatial).fill(3)), ones(1, 2, ...new Array<number>(spatial).fill(4)), ones(2, 2, ...new Array<number>(spatial).fill(2)), {}],
  arrays: [[0, "gradOutput"], [1, "input"], [2, "weight"]],
  options: { at: 3, of: { groups: "size", paddingMode: "word", layout: "word" } },
  rules: [
    ["a gradient of another shape", () => [ones(1, 2, ...new Array<number>(spatial).fill(4)), ones(1, 2, ...new Array<number>(spatial).fill(4)), ones(2, 2, ...new Array<number>(spatial).fill(2))], RE, /^gradOutput: expected shape \[1, 2, 3/],
  ],
});

/** How each function of the façade nn is called wrongly. */
export const nnRows: Readonly<Record<string, Row>> = {
  "nn.conv1d": conv(1),
  "nn.planConv1d": planned(1),
  "nn.planConv2d": planned(2),
  "nn.planConv3d": planned(3),
  "nn.planMaxPool1d": plannedPool(1),
  "nn.planMaxPool2d": plannedPool(2),
  "nn.planMaxPool3d": plannedPool(3),
  "nn.depthwiseConv2d": {
    args: () => [ones(1, 2, 4, 4), ones(4, 1, 3, 3), {}],
    arrays: [[0, "input"], [1, "weight"]],
    options: { at: 2, of: { stride: "sizes", padding: "padding", dilation: "sizes", paddingMode: "word", layout: "word", accuracy: "word", out: "out" } },
    rules: [["a weight of many channels", () => [ones(1, 2, 4, 4), ones(4, 2, 3, 3)], RE, /^weight: expected 2 \/ 2 input channels/]],
  },
  "nn.pointwiseConv2d": {
    args: () => [ones(1, 2, 4, 4), ones(3, 2, 1, 1), {}],
    arrays: [[0, "input"], [1, "weight"]],
    options: { at: 2, of: { stride: "sizes", padding: "padding", groups: "size", layout: "word", out: "out" } },
    rules: [["more than one tap", () => [ones(1, 2, 4, 4), ones(3, 2, 1, 2)], RE, /^weight: expected one tap on axis 1 of space, got 2/]],
  },
  "nn.separableConv2d": {
    args: () => [ones(1, 2, 4, 4), ones(4, 1, 3, 3), ones(3, 4, 1, 1), {}],
    arrays: [[0, "input"], [1, "depthwise"], [2, "pointwise"]],
    options: { at: 3, of: { stride: "sizes", padding: "padding", dilation: "sizes", paddingMode: "word", layout: "word", accuracy: "word", out: "out" } },
    rules: [
      ["steps that do not fit", () => [ones(1, 2, 4, 4), ones(4, 1, 3, 3), ones(3, 2, 1, 1)], RE, /^pointwise: expected 4 \/ 1 input channels/],
      ["more than one tap", () => [ones(1, 2, 4, 4), ones(4, 1, 3, 3), ones(3, 4, 2, 1)], RE, /^pointwise: expected one tap/],
    ],
  },
  "nn.planSeparableConv2d": {
    args: () => [{ depthwise: ones(4, 1, 3, 3), pointwise: ones(3, 4, 1, 1), inputShape: [1, 2, 4, 4] }],
    options: { at: 0, of: { inputShape: "list", stride: "sizes", padding: "padding", dilation: "sizes", paddingMode: "word", layout: "word", accuracy: "word" } },
    rules: [["no options", () => [], TE, /^options: expected an object with depthwise/], ["no weight", () => [{ inputShape: [1, 2, 4, 4] }], TE, /^options\.depthwise: expected/]],
  },
  "nn.conv1dBackward": backward(1),
  "nn.conv2dBackward": backward(2),
  "nn.conv3dBackward": backward(3),
  "nn.conv2d": conv2d,
  "nn.conv3d": conv(3),
  "nn.convOutputSize": {
    args: () => [{ input: [8, 8], kernel: 3 }],
    options: { at: 0, of: { kernel: "sizes", stride: "sizes", dilation: "sizes", padding: "padding" } },
    rules: [
      ["no options", () => [], TE, /^options: expected an object/],
      ["no input", () => [{ kernel: 3 }], TE, /^options\.input: expected/],
      ["no kernel", () => [{ input: 3 }], TE, /^options\.kernel: expected/],
      ["lists of different lengths", () => [{ input: [3, 3], kernel: [1, 1, 1] }], RE, /^options\.kernel: expected 2 numbers.*got 3/],
      ["a kernel that does not fit", () => [{ input: 3, kernel: 3, dilation: 2 }], RE, /^options\.kernel: expected a window of at most 3 samples on axis 0.*got 5/],
      ["same with a stride", () => [{ input: 8, kernel: 3, stride: 2, padding: "same" }], RE, /^options\.padding: expected .*stride 1/],
    ],
  },
  "nn.receptiveField": {
    args: () => [[{ kernel: 3 }]],
    rules: [
      ["no layers", () => [], TE, /^layers: expected a list/],
      ["a layer that is none", () => [[5]], TE, /^layers\[0\]: expected an object/],
      ["a hole among layers", () => [[{ kernel: 3 }, undefined]], TE, /^layers\[1\]: expected an object/],
      ["a layer without a kernel", () => [[{ kernel: 3 }, {}]], TE, /^layers\[1\]\.kernel: expected/],
      ["a stride of zero", () => [[{ kernel: 3, stride: 0 }]], RE, /^layers\[0\]\.stride: expected an integer of at least 1/],
      ["negative padding", () => [[{ kernel: 3, padding: -1 }]], RE, /^layers\[0\]\.padding: expected an integer of at least 0/],
      ["lists of different lengths", () => [[{ kernel: [3, 3] }, { kernel: [3] }]], RE, /^layers\[1\]\.kernel: expected 2 numbers/],
    ],
  },
  "nn.complexity": {
    args: () => [{ inputShape: [1, 2, 8, 8], weightShape: [4, 2, 3, 3] }],
    options: { at: 0, of: { inputShape: "list", weightShape: "list", bias: "flag", stride: "sizes", padding: "padding", dilation: "sizes", groups: "size", direction: "word", dtype: "word" } },
    rules: [
      ["no options", () => [], TE, /^options: expected an object/],
      ["other channels", () => [{ inputShape: [1, 3, 8], weightShape: [4, 2, 3] }], RE, /^options\.weightShape: expected .*= 3/],
      ["another rank", () => [{ inputShape: [1, 2, 8, 8], weightShape: [4, 2, 3] }], RE, /^options\.weightShape: expected 4 axes/],
      ["a kernel that does not fit", () => [{ inputShape: [1, 2, 2], weightShape: [4, 2, 3] }], RE, /^options\.weightShape: expected a window of at most 2/],
      ["outputs that groups cannot share", () => [{ inputShape: [1, 4, 2], weightShape: [3, 2, 1], groups: 2 }], RE, /^options\.weightShape: expected output channels/],
      ["padding that takes every output", () => [{ inputShape: [1, 2, 1], weightShape: [2, 4, 5], padding: [[4, 3]], direction: "transposed" }], RE, /^options\.padding: expected less on axis 0.*leaves -2/],
      ["no samples to spread", () => [{ inputShape: [1, 2, 0], weightShape: [2, 4, 5], direction: "transposed" }], RE, /^options\.inputShape: expected at least one sample on axis 0/],
    ],
  },
};
