/**
 * Convolution by overlap-save on fft.js, the fastest pure JavaScript transform: two real blocks
 * travel as the real and imaginary parts of one complex transform.
 */
import FFT from "fft.js";

/** @returns a function of x and y that writes y[n] = Σ_k h[k] · x[n + start − k]; h's spectrum is made here. */
export function planOverlapSave(h, size) {
  const fft = new FFT(size);
  const overlap = h.length - 1;
  const fresh = size - overlap;
  const spectrum = new Float64Array(2 * size);
  const block = new Float64Array(2 * size);
  const product = new Float64Array(2 * size);
  for (let k = 0; k < h.length; k++) block[2 * k] = h[k];
  fft.transform(spectrum, block);

  return function convolve(x, y, start) {
    for (let n = 0; n < y.length; n += 2 * fresh) {
      const from = n + start - overlap;
      fill(x, from, block, 0);
      fill(x, from + fresh, block, 1);
      fft.transform(product, block);
      for (let i = 0; i < 2 * size; i += 2) {
        const re = product[i];
        const im = product[i + 1];
        product[i] = re * spectrum[i] - im * spectrum[i + 1];
        product[i + 1] = re * spectrum[i + 1] + im * spectrum[i];
      }
      fft.inverseTransform(block, product);
      empty(block, overlap, 0, y, n, Math.min(fresh, y.length - n));
      empty(block, overlap, 1, y, n + fresh, Math.min(fresh, y.length - n - fresh));
    }
  };

  function fill(x, from, to, part) {
    const first = Math.max(0, Math.min(size, -from));
    const last = Math.max(first, Math.min(size, x.length - from));
    for (let i = 0; i < first; i++) to[2 * i + part] = 0;
    for (let i = first; i < last; i++) to[2 * i + part] = x[from + i];
    for (let i = last; i < size; i++) to[2 * i + part] = 0;
  }
}

/** Transform sizes worth a try: two to sixteen kernel lengths, as long as the work has use for them. */
export function blockSizes(taps, outputs) {
  const sizes = [];
  for (let size = 2 ** Math.ceil(Math.log2(2 * taps)); sizes.length < 4; size *= 2) {
    sizes.push(size);
    if (size >= taps + outputs) break;
  }
  return sizes;
}

/** Of several plans the one that runs fastest, by one warm call each. */
export function fastest(plans, run) {
  let best = plans[0];
  let shortest = Infinity;
  if (plans.length === 1) return best;
  for (const plan of plans) {
    run(plan);
    const start = performance.now();
    run(plan);
    const time = performance.now() - start;
    if (time < shortest) [best, shortest] = [plan, time];
  }
  return best;
}

function empty(from, offset, part, y, n, count) {
  for (let i = 0; i < count; i++) y[n + i] = from[2 * (offset + i) + part];
}
