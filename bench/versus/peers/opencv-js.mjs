/** OpenCV compiled to wasm: a build without SIMD. Filters correlate, so a convolution's kernel is reversed beforehand. */
import opencv from "@opencvjs/node";

const kinds = { conv1d, fft, correlate2d, smooth, fftconv2d, lucy };

export async function prepare(row, work, out) {
  const cv = await opencv.loadOpenCV();
  return kinds[row.kind]?.(cv, row, work, out);
}

function conv1d(cv, { m, n, mode, dtype }, { x, h }, out) {
  if (mode !== "same") return undefined;
  const kernel = matrix(cv, 1, m, dtype, 1, h.slice().reverse());
  return filter(cv, matrix(cv, 1, n, dtype, 1, x), kernel, cv.BORDER_CONSTANT, x, out);
}

function correlate2d(cv, { height, width, channels, k, border, dtype }, { x, h }, out) {
  if (border !== "reflect101") return undefined;
  const kernel = matrix(cv, k, k, dtype === "u8" ? "f32" : dtype, 1, h);
  return filter(cv, matrix(cv, height, width, dtype, channels, x), kernel, cv.BORDER_REFLECT_101, x, out);
}

function smooth(cv, { height, width, channels, k, sigma, dtype }, { x }, out) {
  const source = matrix(cv, height, width, dtype, channels, x);
  const result = source.clone();
  const size = new cv.Size(k, k);
  if (sigma === 0) return ways(source, result, x, out, () => cv.blur(source, result, size, new cv.Point(-1, -1), cv.BORDER_REFLECT_101));
  return ways(source, result, x, out, () => cv.GaussianBlur(source, result, size, sigma, sigma, cv.BORDER_REFLECT_101));
}

function fft(cv, { n, field, dtype }, { x }, out) {
  const complex = field === "complex";
  const source = matrix(cv, 1, n, dtype, complex ? 2 : 1, x);
  const result = matrix(cv, 1, n, dtype, 2, undefined);
  const flags = complex ? 0 : cv.DFT_COMPLEX_OUTPUT;
  return ways(source, result, x, out, () => cv.dft(source, result, flags));
}

/**
 * By spectra, padded to lengths that its transform likes; the kernel is transformed in each call.
 * The product of spectra is ours, as these builds leave mulSpectrums out.
 */
function fftconv2d(cv, { height, width, k, dtype }, { x, h }, out) {
  const rows = cv.getOptimalDFTSize(height + k - 1);
  const columns = 2 * cv.getOptimalDFTSize(Math.ceil((width + k - 1) / 2));
  const source = matrix(cv, height, width, dtype, 1, x);
  const kernel = matrix(cv, k, k, dtype, 1, h);
  const padded = matrix(cv, rows, columns, dtype, 1, undefined);
  const spectrum = new cv.Mat();
  const zero = new cv.Scalar(0);
  const margin = k >> 1;
  const centre = padded.roi(new cv.Rect(margin, margin, width, height));
  const result = matrix(cv, height, width, dtype, 1, undefined);
  const run = () => {
    cv.copyMakeBorder(kernel, spectrum, 0, rows - k, 0, columns - k, cv.BORDER_CONSTANT, zero);
    cv.copyMakeBorder(source, padded, 0, rows - height, 0, columns - width, cv.BORDER_CONSTANT, zero);
    cv.dft(spectrum, spectrum, 0, k);
    cv.dft(padded, padded, 0, height);
    multiplySpectra(values(padded), values(spectrum), rows, columns);
    cv.dft(padded, padded, cv.DFT_INVERSE | cv.DFT_SCALE | cv.DFT_REAL_OUTPUT);
    centre.copyTo(result);
  };
  return ways(source, result, x, out, run);
}

/** What it adds to the divisor is below float32's rounding here, and left out. */
function lucy(cv, { shape, k, iterations, dtype }, { x, h }, out) {
  if (shape.length !== 2) return undefined;
  const source = matrix(cv, ...shape, dtype, 1, x);
  // It correlates; the psfs are the same seen from the other side.
  const kernel = matrix(cv, k, k, dtype, 1, h);
  const [estimate, factor] = [source.clone(), source.clone()];
  const anchor = new cv.Point(-1, -1);
  const blur = (from, to) => cv.filter2D(from, to, -1, kernel, anchor, 0, cv.BORDER_CONSTANT);
  const run = () => {
    values(estimate).fill(0.5);
    for (let done = 0; done < iterations; done++) {
      blur(estimate, factor);
      cv.divide(source, factor, factor);
      blur(factor, factor);
      cv.multiply(estimate, factor, estimate);
    }
  };
  return ways(source, estimate, x, out, run);
}

/**
 * a ← a · b for packed spectra with an even number of columns: a pair of columns is real and
 * imaginary part, except that the first and the last column are spectra of reals themselves, whose
 * parts alternate down the rows.
 */
function multiplySpectra(a, b, rows, columns) {
  for (const column of [0, columns - 1]) {
    a[column] *= b[column];
    if (rows % 2 === 0) a[(rows - 1) * columns + column] *= b[(rows - 1) * columns + column];
    for (let i = 1; i + 1 < rows; i += 2) multiplyPair(a, b, i * columns + column, (i + 1) * columns + column);
  }
  for (let i = 0; i < rows; i++) {
    for (let at = i * columns + 1; at < (i + 1) * columns - 1; at += 2) multiplyPair(a, b, at, at + 1);
  }
}

function multiplyPair(a, b, re, im) {
  const product = a[re] * b[re] - a[im] * b[im];
  a[im] = a[re] * b[im] + a[im] * b[re];
  a[re] = product;
}

function filter(cv, source, kernel, border, x, out) {
  const result = source.clone();
  const anchor = new cv.Point(-1, -1);
  return ways(source, result, x, out, () => cv.filter2D(source, result, -1, kernel, anchor, 0, border));
}

function ways(source, result, x, out, run) {
  const array = () => {
    values(source).set(x);
    run();
    out.set(values(result).subarray(0, out.length));
  };
  return { array: { run: array, output: () => out }, resident: { run, output: () => values(result) } };
}

function matrix(cv, rows, columns, dtype, channels, data) {
  const types = { f32: [0, cv.CV_32FC1, cv.CV_32FC2], f64: [0, cv.CV_64FC1, cv.CV_64FC2], u8: [0, cv.CV_8UC1, cv.CV_8UC2, cv.CV_8UC3, cv.CV_8UC4] };
  const made = new cv.Mat(rows, columns, types[dtype][channels]);
  if (data) values(made).set(data);
  return made;
}

/** A fresh view each time, as OpenCV's memory may have grown; depth 0 is bytes, 5 float32, 6 float64. */
function values(mat) {
  if (mat.depth() === 0) return mat.data;
  return mat.depth() === 5 ? mat.data32F : mat.data64F;
}
