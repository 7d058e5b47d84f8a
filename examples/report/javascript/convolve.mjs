/**
 * Convolution in plain JavaScript, as well as it can be written without wasm: the kernel
 * is flipped once, zeros stand around the signal so that the loops need no test, and four
 * outputs are summed at a time, so that each sample is loaded once for four products.
 */

/** y[n] = Σ_k h[k] · x[n − k], in the arrays' own type. */
export function convolve(x, h, mode = "full") {
  const N = x.length;
  const K = h.length;
  const padded = new x.constructor(N + 2 * (K - 1));
  padded.set(x, K - 1);
  const [start, length] = {
    full: [0, N + K - 1],
    same: [(K - 1) >> 1, N],
    valid: [K - 1, N - K + 1],
  }[mode];
  const y = new x.constructor(length);
  correlateRow(padded, start, h.slice().reverse(), 0, K, y, 0, length);
  return y;
}

/**
 * Adds Σ_k w[w0 + k] · x[x0 + n + k] to y[y0 + n] for n < N.
 */
function correlateRow(x, x0, w, w0, K, y, y0, N) {
  let n = 0;
  for (; n + 4 <= N; n += 4) {
    const from = x0 + n;
    let s0 = y[y0 + n], s1 = y[y0 + n + 1], s2 = y[y0 + n + 2], s3 = y[y0 + n + 3];
    let a = x[from], b = x[from + 1], c = x[from + 2];
    for (let k = 0; k < K; k++) {
      const weight = w[w0 + k];
      const d = x[from + k + 3];
      s0 += weight * a;
      s1 += weight * b;
      s2 += weight * c;
      s3 += weight * d;
      a = b;
      b = c;
      c = d;
    }
    y[y0 + n] = s0;
    y[y0 + n + 1] = s1;
    y[y0 + n + 2] = s2;
    y[y0 + n + 3] = s3;
  }
  for (; n < N; n++) {
    let sum = y[y0 + n];
    for (let k = 0; k < K; k++) sum += w[w0 + k] * x[x0 + n + k];
    y[y0 + n] = sum;
  }
}

/** Those outputs of the two-dimensional convolution that use no assumed zero, for arrays { data, shape }. */
export function convolve2dValid(x, h) {
  const flipped = { data: h.data.slice().reverse(), shape: h.shape };
  return correlate2dValid(x, flipped);
}

/** y[i, j] = Σ_k Σ_l w[k, l] · x[i + k, j + l], for arrays { data, shape }. */
export function correlate2dValid(x, w) {
  const [H, W] = x.shape;
  const [kernelRows, kernelColumns] = w.shape;
  const shape = [H - kernelRows + 1, W - kernelColumns + 1];
  const data = new x.data.constructor(shape[0] * shape[1]);
  for (let i = 0; i < shape[0]; i++) {
    for (let k = 0; k < kernelRows; k++) {
      correlateRow(x.data, (i + k) * W, w.data, k * kernelColumns, kernelColumns, data, i * shape[1], shape[1]);
    }
  }
  return { data, shape };
}
