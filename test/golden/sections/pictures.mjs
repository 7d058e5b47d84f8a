/** Filters of pictures. */
export function pictures({ image, NdArray }, { next, real, take, upTo }) {
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
}
