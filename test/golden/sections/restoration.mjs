/** Deconvolution. */
export function restoration({ NdArray, restoration }, { numbers, take, types }) {
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
}
