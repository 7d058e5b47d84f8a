/** Filters of arrays. */
export function arrays({ ndimage }, { complex, extents, next, numbers, real, take, types, upTo }) {
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
}
