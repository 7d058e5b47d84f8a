/**
 * Layers of networks: their inputs, channels before space, and their definitions in float64.
 *
 *   conv       y[o, n] = Σ weight[o, c, k] · x[c, n · stride + k − padding], the channels of a group each
 *   transpose  every sample is spread: y[o, n · stride + k − padding] += weight[c, o, k] · x[c, n]
 *   maxpool    the largest sample of a window
 *   separable  relu(Σ pointwise[o, c] · relu(a convolution of channel c alone))
 *   gradients  of conv: those of the input, then those of the weight
 */
import { signed } from "./inputs.mjs";

const definitions = { conv, transpose, maxpool, separable, gradients };

/** @returns `{ x, h, pointwise, gradOutput, length, at }`, of these what the operator has. */
export function layer(row, ArrayType) {
  const { operator, channels, outputs, groups, space, kernel } = row;
  const x = signed(channels * size(space), 10, ArrayType);
  const shape = weightShape(row);
  const h = operator === "maxpool" ? undefined : signed(size(shape), 11, ArrayType);
  const pointwise = operator === "separable" ? signed(outputs * channels, 12, ArrayType) : undefined;
  const gradOutput = operator === "gradients" ? signed(outputs * size(outputSpace(row)), 13, ArrayType) : undefined;
  const given = { ...row, size: size(kernel), depth: channels / groups, x, h, pointwise, gradOutput };
  return { x, h, pointwise, gradOutput, ...definitions[operator](given) };
}

export function outputSpace({ operator, space, kernel, stride, padding }) {
  if (operator === "transpose") return space.map((N, a) => (N - 1) * stride + kernel[a] - 2 * padding);
  return space.map((N, a) => Math.floor((N + 2 * padding - kernel[a]) / stride) + 1);
}

/** Of a separable layer that of its first convolution. */
export function weightShape({ operator, channels, outputs, groups, kernel }) {
  if (operator === "separable") return [channels, 1, ...kernel];
  return operator === "transpose" ? [channels, outputs, ...kernel] : [outputs, channels / groups, ...kernel];
}

/** Moves the first axis of [C, …] last, as others keep pictures. */
export function channelsLast(data, channels) {
  const plane = data.length / channels;
  return data.map((_, i) => data[(i % channels) * plane + Math.floor(i / channels)]);
}

/** And the last axis of […, C] first. */
export function channelsFirst(data, channels) {
  const plane = data.length / channels;
  return data.map((_, i) => data[(i % plane) * channels + Math.floor(i / plane)]);
}

function conv(given) {
  const { x, h, groups, outputs, depth, size: taps } = given;
  const space = outputSpace(given);
  const plane = size(space);
  return {
    length: outputs * plane,
    at(i) {
      const o = Math.floor(i / plane);
      const first = Math.floor((o * groups) / outputs) * depth;
      let sum = 0;
      eachTap(given, unravel(i % plane, space), (sample, tap) => {
        for (let c = 0; c < depth; c++) sum += h[(o * depth + c) * taps + tap] * x[(first + c) * size(given.space) + sample];
      });
      return sum;
    },
  };
}

function transpose(given) {
  const { x, h, channels, outputs, space, size: taps, kernel, stride, padding } = given;
  const reached = outputSpace(given);
  const plane = size(reached);
  return {
    length: outputs * plane,
    at(i) {
      const o = Math.floor(i / plane);
      const to = unravel(i % plane, reached);
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) {
        const from = unravel(tap, kernel).map((k, a) => (to[a] + padding - k) / stride);
        if (!from.every((n, a) => Number.isInteger(n) && n >= 0 && n < space[a])) continue;
        for (let c = 0; c < channels; c++) sum += h[(c * outputs + o) * taps + tap] * x[c * size(space) + ravel(from, space)];
      }
      return sum;
    },
  };
}

function maxpool(given) {
  const space = outputSpace(given);
  const plane = size(space);
  return {
    length: given.channels * plane,
    at(i) {
      let largest = -Infinity;
      const from = Math.floor(i / plane) * size(given.space);
      eachTap(given, unravel(i % plane, space), (sample) => (largest = Math.max(largest, given.x[from + sample])));
      return largest;
    },
  };
}

function separable(given) {
  const { channels, outputs, pointwise } = given;
  const first = conv({ ...given, outputs: channels, groups: channels, depth: 1 });
  const plane = first.length / channels;
  let between;
  return {
    length: outputs * plane,
    at(i) {
      between ??= Float64Array.from({ length: first.length }, (_, n) => Math.max(first.at(n), 0));
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += pointwise[Math.floor(i / plane) * channels + c] * between[c * plane + (i % plane)];
      return Math.max(sum, 0);
    },
  };
}

function gradients(given) {
  const { x, h, gradOutput, channels, outputs, space, size: taps } = given;
  // With one stride the gradient of the input is the transposed convolution of that of the output; the weight is read as [C, O, …] by it.
  const ofInput = transpose({ ...given, x: gradOutput, operator: "transpose", channels: outputs, outputs: channels, space: outputSpace(given) });
  const reached = outputSpace(given);
  const plane = size(space);
  return {
    length: x.length + h.length,
    at(i) {
      if (i < x.length) return ofInput.at(i);
      const tap = (i - x.length) % taps;
      const o = Math.floor((i - x.length) / taps / channels);
      const c = Math.floor((i - x.length) / taps) % channels;
      let sum = 0;
      for (let n = 0; n < size(reached); n++) {
        const sample = sampleOf(given, unravel(n, reached), tap);
        if (sample >= 0) sum += gradOutput[o * size(reached) + n] * x[c * plane + sample];
      }
      return sum;
    },
  };
}

/** Calls with the place of the sample and of the tap, for the taps of a window that are not in the padding. */
function eachTap(given, at, call) {
  for (let tap = 0; tap < given.size; tap++) {
    const sample = sampleOf(given, at, tap);
    if (sample >= 0) call(sample, tap);
  }
}

/** Which sample of its channel a tap meets; −1 for the padding. */
function sampleOf({ space, kernel, stride, padding }, at, tap) {
  const index = unravel(tap, kernel).map((k, a) => at[a] * stride + k - padding);
  return index.every((n, a) => n >= 0 && n < space[a]) ? ravel(index, space) : -1;
}

function unravel(place, shape) {
  const index = shape.slice();
  let rest = place;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}

function ravel(index, shape) {
  return index.reduce((place, i, axis) => place * shape[axis] + i, 0);
}

function size(shape) {
  return shape.reduce((product, extent) => product * extent, 1);
}
