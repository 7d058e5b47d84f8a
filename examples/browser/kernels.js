import { array, signal } from "../../dist/index.js";

const { windows } = signal;

/** One-dimensional kernels that sum to 1, of an odd length. */
export const rows = {
  gaussian: (size, sigma) => normalized(windows.gaussian(size, { std: sigma })),
  box: (size) => normalized(windows.boxcar(size)),
};

/** Two-dimensional kernels of size × size; those that find something sum to 0, the others to 1. */
export const squares = {
  gaussian: (size, sigma) => product(rows.gaussian(size, sigma), rows.gaussian(size, sigma)),
  box: (size) => product(rows.box(size), rows.box(size)),
  motion: (size) => square(size, (i, j) => (i === j ? 1 / size : 0)),
  // Twice the picture, less its blur.
  sharpen: (size, sigma) => {
    const blur = squares.gaussian(size, sigma).data;
    const centre = (size * size - 1) / 2;
    return square(size, (i, j) => (i * size + j === centre ? 2 : 0) - blur[i * size + j]);
  },
  edges: (size, sigma) => centred(square(size, (i, j) => {
    const r = ((i - (size - 1) / 2) ** 2 + (j - (size - 1) / 2) ** 2) / sigma ** 2;
    return (2 - r) * Math.exp(-r / 2);
  })),
  emboss: (size, sigma) => centred(square(size, (i, j) => {
    const [y, x] = [i - (size - 1) / 2, j - (size - 1) / 2];
    return (x + y) * Math.exp(-(x * x + y * y) / (2 * sigma ** 2));
  })),
};

function square(size, value) {
  const data = Float32Array.from({ length: size * size }, (_, n) => value(Math.floor(n / size), n % size));
  return array(data, { shape: [size, size] });
}

function product(column, row) {
  return square(row.length, (i, j) => column[i] * row[j]);
}

function normalized(window) {
  const sum = window.reduce((total, value) => total + value, 0);
  return Float32Array.from(window, (value) => value / sum);
}

/** With its mean removed, and scaled so that its positive half sums to 1. */
function centred(kernel) {
  const mean = kernel.data.reduce((total, value) => total + value, 0) / kernel.data.length;
  const rest = kernel.data.map((value) => value - mean);
  const half = rest.reduce((total, value) => total + Math.max(value, 0), 0) || 1;
  return array(rest.map((value) => value / half), { shape: [...kernel.shape] });
}
