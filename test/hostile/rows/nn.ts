import { RE, TE, type Row } from "../row";

/** How each function of the façade nn is called wrongly. */
export const nnRows: Readonly<Record<string, Row>> = {
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
    ],
  },
};
