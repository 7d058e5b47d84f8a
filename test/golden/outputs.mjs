/**
 * Some thousand outputs of the plain build, as one hash: the same in every engine. Runs wherever the built package does; `run.mjs`
 * prints it.
 */

/** A seeded stream of random numbers in [−1, 1) that are multiples of 2^-31, and so the same in every engine. */
function randomStream(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) | 0) / 2147483648;
  };
}

/** Two FNV-1a sums over the words of every number; NaN counts as one value, whatever its bits. */
class Hash {
  #low = 0x811c9dc5;
  #high = 0x01000193;
  #number = new Float64Array(1);
  #words = new Uint32Array(this.#number.buffer);

  add(value) {
    this.#number[0] = Number.isNaN(value) ? 0 : value;
    if (Number.isNaN(value)) this.#words[1] = 0x7ff80000;
    for (const word of this.#words) {
      this.#low = Math.imul(this.#low ^ word, 0x01000193);
      this.#high = Math.imul(this.#high ^ word ^ (this.#low >>> 15), 0x85ebca6b);
    }
  }

  get text() {
    return [this.#high, this.#low].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

/** Computes the outputs of a library and returns how many arrays there were, and their hash. */
export function golden({ NdArray, configure, convolve, correlate, features, fft, image, ndimage, restoration, signal, nn }) {
  const before = features().deterministic;
  configure({ deterministic: true });
  try {
    const hash = new Hash();
    let count = 0;
    const take = (result) => {
      count++;
      const data = ArrayBuffer.isView(result) ? result : result.data;
      hash.add(data.length);
      for (let n = 0; n < data.length; n++) hash.add(data[n]);
    };
    const next = randomStream(2026);
    const upTo = (most) => 1 + Math.floor(((next() + 1) / 2) * most);
    const numbers = (ArrayType, length) => new ArrayType(length).map(() => next());
    const real = (ArrayType, shape) => {
      const data = numbers(ArrayType, shape.reduce((size, extent) => size * extent, 1));
      return shape.length === 1 ? data : new NdArray(data, shape);
    };
    const complex = (ArrayType, shape) =>
      new NdArray(numbers(ArrayType, shape.reduce((size, extent) => size * extent, 2)), shape, undefined, 0, ArrayType === Float32Array ? "complex64" : "complex128");

    const types = [Float32Array, Float64Array];
    const extents = [0, 90, 12, 5];
    for (let turn = 0; turn < 100; turn++) {
      for (const ArrayType of types) {
        for (const make of [real, complex]) {
          const rank = 1 + (turn % 3);
          const shape = (most) => Array.from({ length: rank }, () => upTo(most));
          const x = make(ArrayType, shape(extents[rank]));
          const h = real(ArrayType, shape(extents[rank] >> 1));
          for (const method of ["direct", "fft", "auto"]) take(signal.convolve(x, h, { mode: turn % 2 ? "full" : "same", method }));
          take(signal.correlate(x, h, { mode: "full" }));
        }
      }
    }
    // Numbers that are none, subnormal ones, and those near the ends of a type.
    for (let turn = 0; turn < 60; turn++) {
      for (const ArrayType of types) {
        const x = numbers(ArrayType, 50 + turn);
        x[turn % 50] = [NaN, Infinity, -Infinity, 1e-310, 1e-42, -0][turn % 6];
        const h = numbers(ArrayType, 7);
        for (const method of ["direct", "fft"]) take(convolve(x, h, { method }));
        take(correlate(x, h.map((value) => value * 1e-39), { mode: "same", method: "direct" }));
      }
    }
    // Long ones: tiles, runs, overlapping blocks.
    for (const ArrayType of types) {
      const x = numbers(ArrayType, 70_000);
      for (const K of [3, 63, 257, 2000]) for (const method of ["direct", "fft"]) take(convolve(x, numbers(ArrayType, K), { method, mode: "same" }));
      take(signal.convolve(real(ArrayType, [300, 400]), real(ArrayType, [5, 9]), { method: "direct" }));
    }
    // Transforms of every length up to 128 and of a few long ones.
    for (const N of [...Array.from({ length: 128 }, (_, n) => n + 1), 243, 1000, 1021, 1024, 4096, 10_007]) {
      for (const ArrayType of types) {
        take(fft.fft(complex(ArrayType, [N])));
        take(fft.rfft(numbers(ArrayType, N)));
        take(fft.irfft(complex(ArrayType, [N]), { n: N }));
      }
    }
    for (const shape of [[8, 9], [5, 7, 4], [64, 64]]) for (const ArrayType of types) take(fft.fftn(complex(ArrayType, shape)));
    for (let N = 2; N < 40; N++) for (const type of [1, 2, 3, 4]) take(fft.dct(numbers(Float64Array, N), { type }));
    // What is computed in JavaScript: our own sine, cosine and exponential.
    for (let M = 1; M < 40; M++) {
      for (const name of ["hann", "hamming", "blackman", "bartlett", "triang"]) take(signal.windows[name](M));
      take(signal.windows.gaussian(M, { std: 2.5 }));
      take(signal.windows.kaiser(M, { beta: 5 }));
      if (M > 2) take(signal.firwin(M, 0.3));
    }
    for (let turn = 1; turn < 30; turn++) take(signal.resamplePoly(numbers(Float64Array, 60), upTo(5), upTo(5)));
    // Pictures of every type: filters, frames, pyramids, templates.
    for (let turn = 0; turn < 40; turn++) {
      const Holder = [Uint8Array, Int16Array, Uint16Array, Float32Array, Float64Array][turn % 5];
      const border = ["constant", "replicate", "reflect", "reflect101", "wrap"][(turn >> 1) % 5];
      const shape = [upTo(30), upTo(40), ...(turn % 3 ? [turn % 4 ? 3 : 4] : [])];
      const size = shape.reduce((product, extent) => product * extent, 1);
      const x = new NdArray(new Holder(size).map(() => (Holder.name.startsWith("F") ? next() : 128 + 127 * next())), shape);
      take(image.filter2D(x, real(Float64Array, [upTo(7), upTo(7)]), { border }));
      take(image.gaussianBlur(x, { sigmaX: 0.2 * upTo(10), border }));
      take(image.blur(x, { ksize: [upTo(9), upTo(9)], border }));
      take(image.sobel(x, { dx: 1, border }));
      take(image.unsharpMask(x, { sigma: 0.1 + 0.1 * upTo(10), border }));
      take(image.laplacianOfGaussian(x, { sigma: 0.1 + 0.1 * upTo(10), border, depth: "float64" }));
      take(image.copyMakeBorder(x, { top: upTo(9), right: upTo(9), border, value: 3 }));
      take(image.pyrDown(x, { border }));
      take(image.pyrUp(x));
      const templ = new NdArray(x.data, [upTo(shape[0]), upTo(shape[1]), ...shape.slice(2)], x.stride);
      for (const method of ["sqdiff", "ccorr", "ccoeff", "sqdiffNormed", "ccorrNormed", "ccoeffNormed"]) take(image.matchTemplate(x, templ, { method }));
      take(image.kernels.gabor({ ksize: 2 * upTo(5) + 1, sigma: 2 + next(), lambda: 4 + next(), theta: next() }));
    }
    // Filters of arrays: every border, kernels larger than the array, separable passes, spectra.
    for (let turn = 0; turn < 60; turn++) {
      const mode = ["reflect", "constant", "nearest", "mirror", "wrap"][turn % 5];
      for (const ArrayType of types) {
        const rank = 1 + (turn % 3);
        const shape = () => Array.from({ length: rank }, () => upTo(extents[rank]));
        const x = (turn % 4 === 3 ? complex : real)(ArrayType, shape());
        const border = { mode, cval: next() };
        take(ndimage.correlate(x, real(ArrayType, shape()), border));
        take(ndimage.convolve1d(x, numbers(ArrayType, upTo(20)), { ...border, axis: 0 }));
        take(ndimage.gaussianFilter(x, 0.3 * upTo(9), { ...border, order: turn % 3 }));
        take(ndimage.gaussianGradientMagnitude(x, 1, border));
        take(ndimage.uniformFilter(x, { ...border, size: upTo(9) }));
        take(ndimage.sobel(x, border));
        take(ndimage.laplace(x, border));
        for (const name of ["fourierGaussian", "fourierUniform", "fourierShift"]) take(ndimage[name](x, 0.1 * upTo(30)));
      }
    }
    // Deconvolution by passes along the axes, sums over all taps and transforms, on one, two and three axes.
    for (const ArrayType of types) {
      const dtype = ArrayType === Float32Array ? "float32" : "float64";
      const bright = (shape) => {
        const data = numbers(ArrayType, shape.reduce((size, extent) => size * extent, 1)).map((value) => 0.6 + 0.4 * value);
        return shape.length === 1 ? data : new NdArray(data, shape);
      };
      const { gaussian, motion, airy, fromArray } = restoration.psf;
      for (const [shape, psf] of [[[90], gaussian(7, 1.3, { dtype })], [[31, 40], gaussian([5, 9], 1.7, { dtype })], [[33, 29], motion(6, 35, { dtype })],
        [[70, 64], airy([21, 21], 4, { dtype })], [[9, 12, 20], gaussian([3, 5, 7], 1, { dtype })]]) {
        const x = bright(shape);
        take(psf);
        take(restoration.wiener(x, psf, 0.01));
        take(restoration.inverseFilter(x, psf, { epsilon: 0.05 }));
        for (const boundary of ["zero", "reflect", "wrap"]) take(restoration.richardsonLucy(x, psf, { numIter: 6, boundary, clip: false }));
        take(restoration.richardsonLucy(x, psf, { numIter: 6, acceleration: "biggs-andrews", totalVariation: 0.002, weights: bright(shape), tolerance: 1e-5 }));
      }
      take(fromArray(bright([6, 7]), { background: 0.4 }));
    }
    // Pictures, by every way that filters have: small and large integers, float64 sums, transforms.
    const levels = (ArrayType, most, shape) => new NdArray(new ArrayType(shape.reduce((size, extent) => size * extent, 1)).map(() => ((next() + 1) / 2) * most), shape);
    for (const [ArrayType, most] of [[Uint8Array, 256], [Uint16Array, 65536], [Int16Array, 30000], [Float32Array, 1], [Float64Array, 1]]) {
      for (const shape of [[61, 90], [40, 33, 4]]) {
        for (const K of [3, 5, 15]) {
          const x = levels(ArrayType, most, shape);
          take(image.filter2D(x, real(Float64Array, [K, K])));
          take(image.filter2D(x, levels(Int16Array, 7, [K, 3]), { border: "wrap", depth: "int16" }));
          take(image.filter2D(x, levels(Float32Array, 2 / K / K, [K, K]), { border: "constant", borderValue: 3, delta: 0.25 }));
        }
      }
    }
    // Pools and functions of networks.
    for (let turn = 0; turn < 40; turn++) {
      for (const ArrayType of types) {
        const x = real(ArrayType, [1, 2, 4 + upTo(20), 4 + upTo(20)]);
        const windows = { kernelSize: upTo(4), stride: upTo(3) };
        take(nn.maxPool2d(x, windows));
        take(nn.avgPool2d(x, windows));
        take(nn.lpPool2d(nn.relu(x), { ...windows, normType: upTo(5) / 2 }));
        for (const name of ["sigmoid", "tanh", "gelu", "silu"]) take(nn[name](numbers(ArrayType, 50).map((value) => 9 * value)));
        take(nn.softmax(x));
      }
    }
    // Layers and their gradients: every algorithm of convolutions, one axis to three, both layouts of planes, transposed and dense ones.
    const gradients = ({ gradInput, gradWeight, gradBias }) => [gradInput, gradWeight, gradBias].forEach(take);
    const spatialRanks = [
      [nn.conv1d, nn.conv1dBackward, nn.convTranspose1d, nn.convTranspose1dBackward],
      [nn.conv2d, nn.conv2dBackward, nn.convTranspose2d, nn.convTranspose2dBackward],
      [nn.conv3d, nn.conv3dBackward, nn.convTranspose3d, nn.convTranspose3dBackward],
    ];
    for (let turn = 0; turn < 48; turn++) {
      for (const ArrayType of types) {
        const rank = 1 + (turn % 3);
        const [conv, convBackward, transpose, transposeBackward] = spatialRanks[rank - 1];
        const space = (least, most) => Array.from({ length: rank }, () => least + upTo(most));
        const groups = turn % 5 === 4 ? 2 : 1;
        const [channels, outputs] = [groups * upTo(9), groups * upTo(20)];
        // Every second kernel is one that Winograd's algorithm takes.
        const kernel = turn % 2 ? space(0, 4) : Array(rank).fill(3);
        const options = turn % 2 ? { stride: upTo(3), padding: upTo(3) - 1, groups } : { padding: 1, groups };
        const x = real(ArrayType, [upTo(2), channels, ...space(4, [0, 60, 20, 7][rank])]);
        const weight = real(ArrayType, [outputs, channels / groups, ...kernel]);
        const bias = numbers(ArrayType, outputs);
        const y = conv(x, weight, { ...options, bias, activation: turn % 4 ? undefined : "relu" });
        take(y);
        take(conv(x, weight, { ...options, accuracy: "high" }));
        gradients(convBackward(real(ArrayType, y.shape), x, weight, options));
        const spread = real(ArrayType, [channels, outputs / groups, ...kernel]);
        const enlarged = transpose(x, spread, { stride: options.stride, groups, bias });
        take(enlarged);
        gradients(transposeBackward(real(ArrayType, enlarged.shape), x, spread, { stride: options.stride, groups }));
      }
    }
    for (let turn = 0; turn < 12; turn++) {
      for (const ArrayType of types) {
        const C = upTo(40);
        const x = real(ArrayType, [1, C, 6 + upTo(30), 6 + upTo(30)]);
        const columns = real(ArrayType, [C, 1, ...(turn % 3 ? [3, 3] : [5, 1 + (turn % 5)])]);
        const options = { stride: 1 + (turn % 2), padding: turn % 3 };
        const y = nn.depthwiseConv2d(x, columns, options);
        take(y);
        gradients(nn.conv2dBackward(real(ArrayType, y.shape), x, columns, { ...options, groups: C }));
        const points = real(ArrayType, [upTo(40), C, 1, 1]);
        take(nn.pointwiseConv2d(x, points));
        take(nn.separableConv2d(x, columns, points, options));
        const rows = real(ArrayType, [upTo(30), C]);
        const dense = real(ArrayType, [upTo(30), C]);
        const sums = nn.linear(rows, dense, { bias: numbers(ArrayType, dense.shape[0]) });
        take(sums);
        gradients(nn.linearBackward(real(ArrayType, sums.shape), rows, dense));
      }
    }
    return { count, hash: hash.text };
  } finally {
    configure({ deterministic: before });
  }
}
