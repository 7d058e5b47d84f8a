/** The layers of convolutional networks, as torch.nn.functional has them, forward and backward. */
export {
  type AdaptiveAvgPool,
  adaptiveAvgPool1d,
  adaptiveAvgPool1dBackward,
  adaptiveAvgPool2d,
  adaptiveAvgPool2dBackward,
  adaptiveAvgPool3d,
  adaptiveAvgPool3dBackward,
  type AdaptiveMaxPool,
  adaptiveMaxPool1d,
  adaptiveMaxPool1dBackward,
  adaptiveMaxPool2d,
  adaptiveMaxPool2dBackward,
  adaptiveMaxPool3d,
  adaptiveMaxPool3dBackward,
  type AdaptivePoolBackward,
  type AdaptivePoolOptions,
  type AdaptiveSize,
} from "./adaptivePool.js";
export {
  type AvgPool,
  avgPool1d,
  avgPool1dBackward,
  avgPool2d,
  avgPool2dBackward,
  avgPool3d,
  avgPool3dBackward,
  type AvgPoolBackward,
  type AvgPoolOptions,
} from "./avgPool.js";
export { complexity, type Complexity, type ComplexityOptions, type Cost } from "./complexity.js";
export { conv1d, conv2d, conv3d, type TensorOf } from "./conv.js";
export { conv1dBackward, conv2dBackward, conv3dBackward, type ConvGradients } from "./convBackward.js";
export type { Accuracy } from "../plan/nn/convolution.js";
export type { ConvOptions, ConvWindowOptions, PaddingMode } from "./convolution.js";
export type { Activation, ActivationChoice, ActivationWord } from "./activation.js";
export { globalAvgPool, globalAvgPoolBackward, globalMaxPool, globalMaxPoolBackward, type GlobalPoolOptions } from "./globalPool.js";
export {
  type LpPool,
  lpPool1d,
  lpPool1dBackward,
  lpPool2d,
  lpPool2dBackward,
  lpPool3d,
  lpPool3dBackward,
  type LpPoolBackward,
  type LpPoolOptions,
} from "./lpPool.js";
export {
  type Maxima,
  type MaxPool,
  maxPool1d,
  maxPool1dBackward,
  maxPool2d,
  maxPool2dBackward,
  maxPool3d,
  maxPool3dBackward,
  type MaxPoolBackward,
  type MaxPoolOptions,
} from "./maxPool.js";
export {
  type MaxUnpool,
  maxUnpool1d,
  maxUnpool1dBackward,
  maxUnpool2d,
  maxUnpool2dBackward,
  maxUnpool3d,
  maxUnpool3dBackward,
  type MaxUnpoolBackward,
  type MaxUnpoolOptions,
} from "./maxUnpool.js";
export { crossEntropy, type CrossEntropy, type CrossEntropyOptions } from "./crossEntropy.js";
export { type ConvPlan, planConv1d, planConv2d, planConv3d, type PlanConvOptions } from "./planConv.js";
export { planMaxPool1d, planMaxPool2d, planMaxPool3d, type PlanMaxPoolOptions, type PoolPlan } from "./planMaxPool.js";
export { depthwiseConv2d, planSeparableConv2d, type PlanSeparableOptions, pointwiseConv2d, separableConv2d, type SeparableOptions } from "./separable.js";
export { convOutputSize, type ConvOutputSizeOptions } from "./outputSize.js";
export type { Padding } from "./padding.js";
export type { PerAxis } from "./perAxis.js";
export {
  type ActivationOptions,
  gelu,
  geluBackward,
  leakyRelu,
  leakyReluBackward,
  type LeakyReluOptions,
  type Pointwise,
  type PointwiseBackward,
  relu,
  relu6,
  relu6Backward,
  reluBackward,
  sigmoid,
  sigmoidBackward,
  silu,
  siluBackward,
  tanh,
  tanhBackward,
} from "./pointwise.js";
export type { PoolWindowOptions } from "./poolWindows.js";
export { type FieldLayer, receptiveField, type ReceptiveField } from "./receptiveField.js";
export type { Layout } from "./tensor.js";
export { softmax, softmaxBackward, type SoftmaxOptions } from "./softmax.js";
export { pad, padBackward, type PadBackwardOptions, type PadMode, type PadOptions } from "./pad.js";
export { fold, foldBackward, type FoldOptions, unfold, unfoldBackward, type UnfoldOptions } from "./unfold.js";
export {
  type ConvTranspose,
  convTranspose1d,
  convTranspose1dBackward,
  convTranspose2d,
  convTranspose2dBackward,
  convTranspose3d,
  convTranspose3dBackward,
  type ConvTransposeBackward,
} from "./convTranspose.js";
export { planConvTranspose1d, planConvTranspose2d, planConvTranspose3d, type PlanConvTransposeOptions } from "./planConvTranspose.js";
export type { ConvTransposeOptions } from "./transposed.js";
export { linear, linearBackward, type LinearOptions } from "./linear.js";
