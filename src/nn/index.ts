/** The layers of convolutional networks, as torch.nn.functional has them, forward and backward. */
export { complexity, type Complexity, type ComplexityOptions, type Cost } from "./complexity.js";
export { conv1d, conv2d, conv3d } from "./conv.js";
export type { Accuracy, ConvOptions, ConvWindowOptions, PaddingMode } from "./convolution.js";
export type { Activation, ActivationWord } from "./activation.js";
export { convOutputSize, type ConvOutputSizeOptions } from "./outputSize.js";
export type { Padding } from "./padding.js";
export type { PerAxis } from "./perAxis.js";
export { type FieldLayer, receptiveField, type ReceptiveField } from "./receptiveField.js";
export type { Layout } from "./tensor.js";
