/** Convolutions of every method, what is no number, long ones, and windows, which are computed in JavaScript. */
export function signals({ convolve, correlate, signal }, { complex, numbers, real, take, types, upTo, extents }) {
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
  // What is computed in JavaScript: our own sine, cosine and exponential.
  for (let M = 1; M < 40; M++) {
    for (const name of ["hann", "hamming", "blackman", "bartlett", "triang"]) take(signal.windows[name](M));
    take(signal.windows.gaussian(M, { std: 2.5 }));
    take(signal.windows.kaiser(M, { beta: 5 }));
    if (M > 2) take(signal.firwin(M, 0.3));
  }
  for (let turn = 1; turn < 30; turn++) take(signal.resamplePoly(numbers(Float64Array, 60), upTo(5), upTo(5)));
}
