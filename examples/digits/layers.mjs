/** Layers of a small network. Each remembers what it was given, and gives back what its input changes the loss by. */
import { NdArray, nn } from "simdvolve";
import { normal } from "../report/random.mjs";

/** A convolution with bias. */
export class Convolution {
  constructor(outputs, inputs, size, { groups = 1, seed }) {
    this.options = { padding: size >> 1, groups };
    this.weight = parameter([outputs, inputs / groups, size, size], Math.sqrt(2 / ((inputs / groups) * size * size)), seed);
    this.bias = parameter([outputs], 0, seed);
    this.parameters = [this.weight, this.bias];
  }

  forward(x) {
    this.x = x;
    return nn.conv2d(x, this.weight.value, { ...this.options, bias: this.bias.value.data });
  }

  backward(gradient) {
    const { gradInput, gradWeight, gradBias } = nn.conv2dBackward(gradient, this.x, this.weight.value, this.options);
    this.weight.gradient = gradWeight.data;
    this.bias.gradient = gradBias;
    return gradInput;
  }
}

/** A fully connected layer over all numbers of a sample. */
export class Dense {
  constructor(outputs, inputs, seed) {
    this.weight = parameter([outputs, inputs], Math.sqrt(1 / inputs), seed);
    this.bias = parameter([outputs], 0, seed);
    this.parameters = [this.weight, this.bias];
  }

  forward(x) {
    this.shape = x.shape;
    this.x = new NdArray(x.data, [x.shape[0], x.data.length / x.shape[0]]);
    return nn.linear(this.x, this.weight.value, { bias: this.bias.value.data });
  }

  backward(gradient) {
    const { gradInput, gradWeight, gradBias } = nn.linearBackward(gradient, this.x, this.weight.value);
    this.weight.gradient = gradWeight.data;
    this.bias.gradient = gradBias;
    return new NdArray(gradInput.data, this.shape);
  }
}

export class Rectifier {
  parameters = [];

  forward(x) {
    this.x = x;
    return nn.relu(x);
  }

  backward(gradient) {
    return nn.reluBackward(gradient, this.x);
  }
}

export class MaxPool {
  parameters = [];
  options = { kernelSize: 2 };

  forward(x) {
    this.x = x;
    return nn.maxPool2d(x, this.options);
  }

  backward(gradient) {
    return nn.maxPool2dBackward(gradient, this.x, this.options);
  }
}

/** Two convolutions, a pool and a dense layer; "separable" makes the second convolution a depthwise and a pointwise one. */
export function networkOf(kind, seed) {
  const second = kind === "separable"
    ? [new Convolution(16, 16, 3, { groups: 16, seed: seed + 1 }), new Convolution(32, 16, 1, { seed: seed + 2 })]
    : [new Convolution(32, 16, 3, { seed: seed + 1 })];
  return [new Convolution(16, 1, 3, { seed }), new Rectifier(), ...second, new Rectifier(), new MaxPool(), new Dense(10, 32 * 4 * 4, seed + 3)];
}

/** Numbers that are learned, normal ones of a deviation at first, with their running means for the optimizer. */
function parameter(shape, deviation, seed) {
  const next = normal(seed);
  const size = shape.reduce((product, extent) => product * extent, 1);
  return {
    value: new NdArray(Float32Array.from({ length: size }, () => deviation * next()), shape),
    gradient: new Float32Array(size),
    mean: new Float32Array(size),
    square: new Float32Array(size),
  };
}
