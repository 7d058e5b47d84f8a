/** Transforms and convolutions in twice a double's precision, by other ways than the library's: what it is judged by. */
import { productTail, roots, sumTail, Twofold } from "./twofold.mjs";

/** X[k] = Σ_n z[n] · e^{−2πi nk/N}: radix 2 for powers of two, else Bluestein's chirps. */
export function transformed(z) {
  const N = z.length;
  if ((N & (N - 1)) === 0) return inOrder(toFrequency(copied(z, N)));
  const turns = roots(2 * N, 2 * N);
  const chirp = (k) => (k * k) % (2 * N);
  const M = 2 ** Math.ceil(Math.log2(2 * N - 1));
  const x = new Twofold(M);
  const h = new Twofold(M);
  const one = new Twofold(1);
  one.re[0] = 1;
  for (let n = 0; n < N; n++) {
    x.setProduct(n, z, n, turns, chirp(n));
    h.setProduct(n, one, 0, turns, chirp(n), -1);
    if (n > 0) h.setProduct(M - n, one, 0, turns, chirp(n), -1);
  }
  const y = multiplied(x, h);
  const X = new Twofold(N);
  for (let k = 0; k < N; k++) X.setProduct(k, y, k, turns, chirp(k));
  return X;
}

/** y[n] = Σ_k h[k] · x[n − k], all of it. */
export function convolved(x, h) {
  const L = x.length + h.length - 1;
  const M = 2 ** Math.ceil(Math.log2(L));
  return copied(multiplied(copied(x, M), copied(h, M)), L);
}

/** The same transform by its definition, N² products: the reference's own judge. */
export function defined(z) {
  const N = z.length;
  const turns = roots(N, N);
  const term = new Twofold(1);
  const X = new Twofold(N);
  for (let k = 0; k < N; k++) {
    for (let n = 0; n < N; n++) {
      term.setProduct(0, z, n, turns, (n * k) % N);
      for (const part of ["re", "im"]) {
        const high = X[part][k];
        const s = high + term[part][0];
        const low = X[`${part}Low`][k] + sumTail(high, term[part][0], s) + term[`${part}Low`][0];
        X[part][k] = s + low;
        X[`${part}Low`][k] = sumTail(s, low, s + low);
      }
    }
  }
  return X;
}

/** The circular convolution of two signals of 2^n, in their place. */
function multiplied(x, h) {
  toFrequency(x);
  toFrequency(h);
  for (let f = 0; f < x.length; f++) x.setProduct(f, x, f, h, f);
  return toTime(x);
}

/** The first `length` numbers, zeros behind them. */
function copied(z, length) {
  const y = new Twofold(length);
  for (const part of ["re", "reLow", "im", "imLow"]) y[part].set(z[part].subarray(0, length));
  return y;
}

let kept = roots(1, 2);

/** e^{−2πi k/N} for k < N/2, the last table kept. */
function halfTurn(N) {
  if (kept.length !== N / 2) kept = roots(N / 2, N);
  return kept;
}

/** Decimation in frequency: bins come out with their bits reversed. */
function toFrequency(z) {
  const N = z.length;
  if (N === 1) return z;
  const turns = halfTurn(N);
  for (let half = N / 2; half >= 1; half /= 2) {
    for (let block = 0; block < N; block += 2 * half) {
      for (let j = 0, t = 0; j < half; j++, t += N / 2 / half) {
        const [a, b] = [block + j, block + j + half];
        exchange(z, a, b);
        if (t > 0) z.setProduct(b, z, b, turns, t);
      }
    }
  }
  return z;
}

/** Its inverse, from reversed bits, decimating in time; divided by N, which is exact. */
function toTime(z) {
  const N = z.length;
  if (N === 1) return z;
  const turns = halfTurn(N);
  for (let half = 1; half < N; half *= 2) {
    for (let block = 0; block < N; block += 2 * half) {
      for (let j = 0, t = 0; j < half; j++, t += N / 2 / half) {
        const [a, b] = [block + j, block + j + half];
        if (t > 0) z.setProduct(b, z, b, turns, t, -1);
        exchange(z, a, b);
      }
    }
  }
  for (const part of [z.re, z.reLow, z.im, z.imLow]) for (let n = 0; n < N; n++) part[n] /= N;
  return z;
}

/** z[a], z[b] = z[a] + z[b], z[a] − z[b] */
function exchange({ re, reLow, im, imLow }, a, b) {
  exchangePart(re, reLow, a, b);
  exchangePart(im, imLow, a, b);
}

function exchangePart(high, low, a, b) {
  const x = high[a];
  const y = high[b];
  const s = x + y;
  const d = x - y;
  const sl = sumTail(x, y, s) + (low[a] + low[b]);
  const dl = sumTail(x, -y, d) + (low[a] - low[b]);
  high[a] = s + sl;
  low[a] = sumTail(s, sl, high[a]);
  high[b] = d + dl;
  low[b] = sumTail(d, dl, high[b]);
}

function inOrder(z) {
  const bits = Math.log2(z.length);
  for (let i = 0; i < z.length; i++) {
    let j = 0;
    for (let bit = 0; bit < bits; bit++) j |= ((i >> bit) & 1) << (bits - 1 - bit);
    if (j <= i) continue;
    for (const part of [z.re, z.reLow, z.im, z.imLow]) [part[i], part[j]] = [part[j], part[i]];
  }
  return z;
}

/** Σ_k h[k] · x[at − k] over the given taps, high and low, and the sum of magnitudes. */
export function directSum(x, h, at, from, to) {
  let high = 0;
  let low = 0;
  let size = 0;
  for (let k = from; k < to; k++) {
    const a = h[k];
    const b = x[at - k];
    const p = a * b;
    const s = high + p;
    low += sumTail(high, p, s) + productTail(a, b, p);
    high = s;
    size += Math.abs(p);
  }
  return { high, low, size };
}
