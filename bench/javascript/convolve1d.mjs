/** One-dimensional convolution in pure JavaScript, both ways that the benchmark compares us to. */
import { MOST_TAPS, correlator } from "./tile.mjs";

/** The plain double loop: y[n] = Σ_k h[k] · x[n + start − k] into y, zero outside x. */
export function convolveNaive(x, h, y, start) {
  convolvePart(x, h, y, start, 0, y.length);
}

/**
 * The fastest we know: outputs that use no assumed zero by the register-blocked loop, in place,
 * the few at both ends by the plain one.
 */
export function convolveBlocked(x, h, y, start) {
  const taps = h.length;
  const first = Math.min(y.length, Math.max(0, taps - 1 - start));
  const last = Math.max(first, Math.min(y.length, x.length - start));
  convolvePart(x, h, y, start, 0, first);
  const flipped = flip(h);
  for (let k = 0; k < taps; k += MOST_TAPS) {
    const count = Math.min(MOST_TAPS, taps - k);
    const loop = correlator(1, count, k === 0 ? "set" : "add");
    loop(x, first + start - taps + 1 + k, 0, flipped, k, y, first, last - first);
  }
  convolvePart(x, h, y, start, last, y.length);
}

/** The ways of one of the two above: into `out`, and for small work also into a new array. */
export function convolutionWays(convolve, { n, m, mode }, { x, h }, out) {
  const start = mode === "same" ? (m - 1) >> 1 : 0;
  const ways = { array: { run: () => convolve(x, h, out, start), output: () => out } };
  if (n * m > 65536) return ways;
  const { constructor: ArrayType, length } = out;
  let result;
  const run = () => {
    result = new ArrayType(length);
    convolve(x, h, result, start);
  };
  return { ...ways, fresh: { run, output: () => result } };
}

function convolvePart(x, h, y, start, from, to) {
  for (let n = from; n < to; n++) {
    const end = Math.min(h.length - 1, n + start);
    let sum = 0;
    for (let k = Math.max(0, n + start - x.length + 1); k <= end; k++) sum += h[k] * x[n + start - k];
    y[n] = sum;
  }
}

let flippedTaps = new Float64Array(16);

/** The taps in reverse, in an array that is kept, as a small call must not allocate. */
function flip(h) {
  if (flippedTaps.length < h.length) flippedTaps = new Float64Array(2 * h.length);
  for (let k = 0; k < h.length; k++) flippedTaps[k] = h[h.length - 1 - k];
  return flippedTaps;
}
