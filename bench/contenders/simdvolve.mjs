/**
 * The library itself, as a user imports it, by the built package. Ways:
 *
 *   array     from JavaScript array to a given JavaScript array, kernel and all in each call
 *   fresh     the same into a new array
 *   plan      the same with the kernel prepared
 *   resident  a plan's own input and output, in wasm memory: no copies
 */
import * as simdvolve from "simdvolve";
import { weightShape } from "../layers.mjs";
import { BALANCE } from "../restoration.mjs";

const { array, convolve, fft, image, ndimage, nn, restoration, signal } = simdvolve;
const kinds = { conv1d, fftconv, fft: transform, correlate2d, smooth, ndfilter, fftconv2d, lucy, wiener, layer };
const dtypes = { f32: "float32", f64: "float64", u8: "uint8" };

export function prepare(row, work, out) {
  return kinds[row.kind](row, work, out);
}

function conv1d({ n, m, mode, method, dtype }, { x, h }, out) {
  const options = { mode, method, out };
  const ways = { array: { run: () => convolve(x, h, options), output: () => out } };
  if (n * m <= 65536) {
    const fresh = { mode, method };
    let result;
    ways.fresh = { run: () => (result = convolve(x, h, fresh)), output: () => result };
  }
  const plan = signal.planConvolve({ kernel: h, shape: [n], dtype: dtypes[dtype], mode, method: "direct" });
  return { ...ways, ...planned(plan, x, out) };
}

function fftconv({ n, mode, dtype }, { x, h }, out) {
  const options = { mode, method: "fft", out };
  const plan = signal.planConvolve({ kernel: h, shape: [n], dtype: dtypes[dtype], mode, method: "fft" });
  return { array: { run: () => convolve(x, h, options), output: () => out }, ...planned(plan, x, out) };
}

function transform({ n, field, dtype }, { x }, out) {
  const plan = fft.planFft(n, { kind: field, dtype: dtypes[dtype] });
  const given = { out };
  plan.forward(x, given);
  plan.input.set(x);
  return {
    array: { run: () => plan.forward(x, given), output: () => out },
    resident: { run: () => plan.forward(), output: () => plan.output },
  };
}

function correlate2d({ height, width, channels, k, border, dtype }, { x, h }, out) {
  const shape = channels === 1 ? [height, width] : [height, width, channels];
  const picture = array(x, { shape });
  const kernel = array(h, { shape: [k, k] });
  if (border === "valid") {
    const plan = signal.planCorrelate({ kernel, shape: [height, width], dtype: dtypes[dtype], mode: "valid", method: "direct" });
    const options = { mode: "valid", out };
    return { array: { run: () => signal.correlate2d(picture, kernel, options), output: () => out }, ...planned(plan, picture, out, x) };
  }
  const options = { border, out };
  const plan = image.planFilter({ kernel, shape, dtype: dtypes[dtype], border });
  return { array: { run: () => image.filter2D(picture, kernel, options), output: () => out }, ...planned(plan, picture, out, x) };
}

function smooth({ height, width, channels, k, sigma, border }, { x }, out) {
  const picture = array(x, { shape: channels === 1 ? [height, width] : [height, width, channels] });
  if (sigma === 0) {
    const options = { ksize: k, border, out };
    return { array: { run: () => image.blur(picture, options), output: () => out } };
  }
  const options = { ksize: k, sigmaX: sigma, border, out };
  return { array: { run: () => image.gaussianBlur(picture, options), output: () => out } };
}

function ndfilter({ height, width, k, sigma }, { x, h }, out) {
  const source = array(x, { shape: [height, width] });
  const options = { mode: "mirror", out };
  if (sigma !== undefined) return { array: { run: () => ndimage.gaussianFilter(source, sigma, options), output: () => out } };
  const weights = array(h, { shape: [k, k] });
  return { array: { run: () => ndimage.correlate(source, weights, options), output: () => out } };
}

function fftconv2d({ height, width, k }, { x, h }, out) {
  const picture = array(x, { shape: [height, width] });
  const kernel = array(h, { shape: [k, k] });
  const options = { mode: "same", out };
  return { array: { run: () => signal.fftConvolve(picture, kernel, options), output: () => out } };
}

function lucy({ shape, k, iterations, dtype }, { x, h }, out) {
  const picture = array(x, { shape });
  const psf = array(h, { shape: shape.map(() => k) });
  const options = { numIter: iterations, clip: false, out };
  const plan = restoration.planRichardsonLucy({ psf, shape, dtype: dtypes[dtype], numIter: iterations, clip: false });
  return { array: { run: () => restoration.richardsonLucy(picture, psf, options), output: () => out }, ...planned(plan, picture, out, x) };
}

function wiener({ shape, k }, { x, h }, out) {
  const picture = array(x, { shape });
  const psf = array(h, { shape: [k, k] });
  const options = { clip: false, out };
  return { array: { run: () => restoration.wiener(picture, psf, BALANCE, options), output: () => out } };
}

function layer(row, { x, h, pointwise, gradOutput }, out) {
  const { operator, channels, outputs, space, kernel, stride, padding, groups } = row;
  const inputShape = [1, channels, ...space];
  const input = array(x, { shape: inputShape });
  const windows = { stride, padding };
  const given = (options) => ({ ...options, out });
  if (operator === "maxpool") {
    const options = given({ ...windows, kernelSize: kernel });
    const plan = nn.planMaxPool2d({ ...windows, kernelSize: kernel, inputShape });
    return { array: { run: () => nn.maxPool2d(input, options), output: () => out }, ...planned(plan, input, out, x) };
  }
  const weight = array(h, { shape: weightShape(row) });
  if (operator === "gradients") {
    // Gradients come as new arrays; there is no way to give any.
    const grad = array(gradOutput, { shape: [1, outputs, ...space] });
    let result;
    const output = () => {
      out.set(result.gradInput.data);
      out.set(result.gradWeight.data, x.length);
      return out;
    };
    return { array: { run: () => (result = nn.conv2dBackward(grad, input, weight, windows)), output } };
  }
  if (operator === "separable") {
    const options = { ...windows, depthwiseActivation: "relu", activation: "relu" };
    const points = array(pointwise, { shape: [outputs, channels, 1, 1] });
    const oneShot = given(options);
    const plan = nn.planSeparableConv2d({ ...options, depthwise: weight, pointwise: points, inputShape });
    return { array: { run: () => nn.separableConv2d(input, weight, points, oneShot), output: () => out }, ...planned(plan, input, out, x) };
  }
  const name = `${operator === "transpose" ? "convTranspose" : "conv"}${space.length}d`;
  const options = { ...windows, groups };
  const oneShot = given(options);
  const plan = nn[`plan${name[0].toUpperCase()}${name.slice(1)}`]({ ...options, weight, inputShape });
  return { array: { run: () => nn[name](input, weight, oneShot), output: () => out }, ...planned(plan, input, out, x) };
}

/** The two ways of a plan; its input is filled once, as whoever works in wasm memory has it there. */
function planned(plan, x, out, samples = x) {
  const options = { out };
  plan.input.set(samples);
  return {
    plan: { run: () => plan.execute(x, options), output: () => out },
    resident: { run: () => plan.execute(), output: () => plan.output },
  };
}
