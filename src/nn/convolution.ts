import type { Source } from "../array/source.js";
import { integer, oneOf, optionsOf, wrongValue } from "../check.js";
import type { Accuracy, Convolution } from "../plan/nn/convolution.js";
import { type ConvolutionSizes, weightOf } from "../plan/nn/sizes.js";
import type { BorderKind } from "../shape/border.js";
import type { In, Out } from "../types.js";
import { type Activation, readActivation } from "./activation.js";
import type { Padding } from "./padding.js";
import type { PerAxis } from "./perAxis.js";
import { type Layout, readLayout, readRank, readTensor, tensorPrecision } from "./tensor.js";
import { readWindows, windowCounts } from "./windows.js";

/** What a convolution sees outside its input. */
export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

/** How a convolution slides its windows. */
export interface ConvWindowOptions {
  /** How many samples from one window to the next: 1. */
  stride?: PerAxis;
  /** What is added around: 0. */
  padding?: Padding;
  /** How many samples from one tap to the next: 1. */
  dilation?: PerAxis;
  /** Into how many blocks the channels fall, each convolved by itself: 1. */
  groups?: number;
  /** What the padding holds: "zeros", "reflect" (without repeating the edge), "replicate" (the edge) or "circular". */
  paddingMode?: PaddingMode;
  /** Where channels stand: "nchw", before the space, or "nhwc", after it. */
  layout?: Layout;
}

/** @inline */
export interface ConvOptions extends ConvWindowOptions {
  /** A number for each output channel that is added to its results. */
  bias?: In;
  /** What is applied to the results. */
  activation?: Activation;
  /** "high" sums every product; "auto" may use Winograd's algorithm, which is faster and rounds more. */
  accuracy?: Accuracy;
  /** Takes the result; it may be one of the inputs. */
  out?: Out;
}

const MODES: Record<PaddingMode, BorderKind> = { zeros: "constant", reflect: "mirror", replicate: "replicate", circular: "wrap" };

/** The options of a convolution, read as far as no array is needed. */
export interface ReadConv extends Convolution {
  readonly layout: Layout;
  /** [N, O, …] */
  readonly outputShape: readonly number[];
}

/** Reads a convolution of `spatial` axes with a given input shape [N, C, …]. */
export function readConv(shape: readonly number[], inputName: string, given: Source, bias: unknown, options: Omit<ConvOptions, "bias" | "out">, biasName = "options.bias", inputs: readonly Source[] = []): ReadConv {
  const spatial = shape.length - 2;
  const { groups = 1, paddingMode = "zeros", accuracy = "auto" } = options;
  const [batch, channels, ...input] = shape;
  const [outputs, depth, ...kernel] = given.shape;
  integer(groups, "options.groups", 1);
  if (depth * groups !== channels) {
    wrongValue(given.name, `${channels} / ${groups} input channels on axis 1, as ${inputName} has ${channels} in ${groups} ${groups === 1 ? "group" : "groups"}`, depth);
  }
  if (outputs % groups !== 0) wrongValue(given.name, `output channels that ${groups} groups share evenly`, outputs);
  kernel.forEach((K, axis) => {
    if (K < 1) wrongValue(given.name, `at least one tap on axis ${axis} of space`, K);
  });
  const windows = readWindows(spatial, kernel, options, given.name);
  const border = MODES[oneOf(paddingMode, ["zeros", "reflect", "replicate", "circular"], "options.paddingMode")];
  refuseFarBorder(border, input, windows.pads);
  const space = windowCounts(given.name, input, windows);
  const biased = bias === undefined ? null : readRank(bias, biasName, 1, "[output channels]");
  if (biased && biased.shape[0] !== outputs) wrongValue(biasName, `${outputs} numbers, one for each output channel`, biased.shape[0]);
  const precision = tensorPrecision(...inputs, given, ...(biased ? [biased] : []));
  const sizes: ConvolutionSizes = { batch, channels, outputs, groups, input, ...windows, border, precision };
  oneOf(accuracy, ["auto", "high"], "options.accuracy");
  return { sizes, weight: weightOf(given, groups), bias: biased, clamp: readActivation(options.activation), accuracy, layout: readLayout(options.layout), outputShape: [batch, outputs, ...space] };
}

/** Reads a convolution's input and weight with its options. */
export function readConvCall(input: unknown, weight: unknown, spatial: number, options: ConvOptions | undefined): ReadConv & { readonly x: Source } {
  const given = optionsOf(options);
  const x = readTensor(input, "input", spatial, readLayout(given.layout));
  const w = readWeight(weight, "weight", spatial);
  return { ...readConv(x.shape, "input", w, given.bias, given, "options.bias", [x]), x };
}

export function readWeight(weight: unknown, name: string, spatial: number): Source {
  return readRank(weight, name, spatial + 2, "[output channels, input channels / groups, …]");
}

/** A border that mirrors or wraps has no more samples to show than the input. */
function refuseFarBorder(border: BorderKind, input: readonly number[], pads: readonly (readonly [number, number])[]): void {
  if (border === "constant") return;
  input.forEach((N, axis) => {
    const most = border === "mirror" ? N - 1 : border === "wrap" ? N : N === 0 ? 0 : Infinity;
    const pad = Math.max(...pads[axis]);
    if (pad > most) wrongValue("options.padding", `at most ${most} on axis ${axis}, whose ${N} samples this paddingMode repeats`, pad);
  });
}
