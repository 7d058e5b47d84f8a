/** Two-dimensional correlation of one channel in pure JavaScript: y[i, j] = Σ w[a, b] · x[i + a, j + b], "valid". */
import { MOST_TAPS, correlator } from "./tile.mjs";

export function correlate2dNaive(x, height, width, w, k, y) {
  const rows = height - k + 1;
  const columns = width - k + 1;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) sum += w[a * k + b] * x[(i + a) * width + j + b];
      }
      y[i * columns + j] = sum;
    }
  }
}

/** The register-blocked loop, with as many rows of taps in a pass as it keeps; sums of several passes in float64. */
export function correlate2dBlocked(x, height, width, w, k, y) {
  const rows = height - k + 1;
  const columns = width - k + 1;
  const inPass = Math.min(k, Math.max(1, Math.floor(MOST_TAPS / k)));
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    if (inPass === k) {
      correlator(k, k, "set")(x, i * width, width, w, 0, y, i * columns, columns);
      continue;
    }
    for (let a = 0; a < k; a += inPass) {
      const loop = correlator(Math.min(inPass, k - a), k, a === 0 ? "set" : "add");
      loop(x, (i + a) * width, width, w, a * k, sums, 0, columns);
    }
    y.set(sums, i * columns);
  }
}

/** The picture with a margin mirrored about its outermost pixels (d c b | a b c d). */
export function padMirror(x, height, width, margin, padded) {
  const pitch = width + 2 * margin;
  for (let i = 0; i < height + 2 * margin; i++) {
    const source = mirror(i - margin, height) * width;
    const at = i * pitch;
    padded.set(x.subarray(source, source + width), at + margin);
    for (let j = 1; j <= margin; j++) {
      padded[at + margin - j] = x[source + j];
      padded[at + margin + width - 1 + j] = x[source + width - 1 - j];
    }
  }
}

function mirror(i, length) {
  if (i < 0) return -i;
  return i < length ? i : 2 * (length - 1) - i;
}
