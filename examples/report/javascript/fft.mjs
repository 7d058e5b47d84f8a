/**
 * The Fourier transform of lengths with no prime factor above 5, in plain JavaScript:
 * Stockham's self-sorting passes, of radix 4 where they fit, twiddles from a table.
 * Complex data is { re, im }, two Float64Arrays.
 */

const tables = new Map();

/** cos and −sin of 2πk / n. */
function twiddles(n) {
  if (!tables.has(n)) {
    const angle = (k) => (2 * Math.PI * k) / n;
    tables.set(n, {
      cos: Float64Array.from({ length: n }, (_, k) => Math.cos(angle(k))),
      sin: Float64Array.from({ length: n }, (_, k) => -Math.sin(angle(k))),
      scratch: { re: new Float64Array(n), im: new Float64Array(n) },
    });
  }
  return tables.get(n);
}

/** Transforms re and im in place: X[f] = Σ_n x[n] · e^(−2πi f n / N). */
export function fft({ re, im }) {
  const n = re.length;
  const table = twiddles(n);
  let from = { re, im };
  let to = table.scratch;
  let length = n;
  let stride = 1;
  while (length > 1) {
    const radix = [4, 5, 3, 2].find((p) => length % p === 0);
    if (!radix) throw new RangeError(`length: expected factors 2, 3 and 5 alone, got ${n}`);
    if (radix === 4) radix4(from, to, length, stride, table);
    else radixSmall(from, to, length, stride, radix, table);
    length /= radix;
    stride *= radix;
    [from, to] = [to, from];
  }
  if (from.re !== re) {
    re.set(from.re);
    im.set(from.im);
  }
  return { re, im };
}

/** One pass of radix 4 over all blocks of `length` samples, `stride` apart. */
function radix4({ re: xr, im: xi }, { re: yr, im: yi }, length, stride, { cos, sin }) {
  const quarter = length >> 2;
  for (let p = 0; p < quarter; p++) {
    const c1 = cos[p * stride], s1 = sin[p * stride];
    const c2 = cos[2 * p * stride], s2 = sin[2 * p * stride];
    const c3 = cos[3 * p * stride], s3 = sin[3 * p * stride];
    for (let q = 0; q < stride; q++) {
      const i0 = q + stride * p;
      const i1 = i0 + stride * quarter;
      const i2 = i1 + stride * quarter;
      const i3 = i2 + stride * quarter;
      const o = q + stride * 4 * p;
      const sumR = xr[i0] + xr[i2], sumI = xi[i0] + xi[i2];
      const difR = xr[i0] - xr[i2], difI = xi[i0] - xi[i2];
      const oddR = xr[i1] + xr[i3], oddI = xi[i1] + xi[i3];
      const turnR = xi[i1] - xi[i3], turnI = xr[i3] - xr[i1];
      yr[o] = sumR + oddR;
      yi[o] = sumI + oddI;
      const aR = difR + turnR, aI = difI + turnI;
      yr[o + stride] = aR * c1 - aI * s1;
      yi[o + stride] = aR * s1 + aI * c1;
      const bR = sumR - oddR, bI = sumI - oddI;
      yr[o + 2 * stride] = bR * c2 - bI * s2;
      yi[o + 2 * stride] = bR * s2 + bI * c2;
      const dR = difR - turnR, dI = difI - turnI;
      yr[o + 3 * stride] = dR * c3 - dI * s3;
      yi[o + 3 * stride] = dR * s3 + dI * c3;
    }
  }
}

/** One pass of radix 2, 3 or 5: each output of a block is the plain sum over its samples. */
function radixSmall({ re: xr, im: xi }, { re: yr, im: yi }, length, stride, radix, { cos, sin }) {
  const part = length / radix;
  const apart = stride * part;
  for (let p = 0; p < part; p++) {
    for (let r = 0; r < radix; r++) {
      const c = cos[p * r * stride], s = sin[p * r * stride];
      const o = stride * (radix * p + r);
      for (let q = 0; q < stride; q++) {
        let i = q + stride * p;
        let sumR = xr[i], sumI = xi[i];
        for (let m = 1, turn = r; m < radix; m++, turn += r) {
          if (turn >= radix) turn -= radix;
          i += apart;
          const rootR = cos[turn * apart], rootI = sin[turn * apart];
          sumR += xr[i] * rootR - xi[i] * rootI;
          sumI += xr[i] * rootI + xi[i] * rootR;
        }
        yr[o + q] = sumR * c - sumI * s;
        yi[o + q] = sumR * s + sumI * c;
      }
    }
  }
}

/** The inverse, in place: a transform with re and im exchanged, over N. */
export function ifft({ re, im }) {
  fft({ re: im, im: re });
  const n = re.length;
  for (let k = 0; k < n; k++) {
    re[k] /= n;
    im[k] /= n;
  }
  return { re, im };
}

/** The two-dimensional transform of an [H, W] array, real where `im` is absent; `direction` is fft or ifft. */
export function transform2d({ re, im }, [H, W], direction) {
  const spectrum = { re: re.slice(), im: im ? im.slice() : new Float64Array(H * W) };
  for (let i = 0; i < H; i++) {
    direction({ re: spectrum.re.subarray(i * W, (i + 1) * W), im: spectrum.im.subarray(i * W, (i + 1) * W) });
  }
  const column = { re: new Float64Array(H), im: new Float64Array(H) };
  for (let j = 0; j < W; j++) {
    for (let i = 0, at = j; i < H; i++, at += W) {
      column.re[i] = spectrum.re[at];
      column.im[i] = spectrum.im[at];
    }
    direction(column);
    for (let i = 0, at = j; i < H; i++, at += W) {
      spectrum.re[at] = column.re[i];
      spectrum.im[at] = column.im[i];
    }
  }
  return spectrum;
}

/** Products of two spectra, into the first. */
export function multiply(a, b) {
  for (let k = 0; k < a.re.length; k++) {
    const re = a.re[k] * b.re[k] - a.im[k] * b.im[k];
    a.im[k] = a.re[k] * b.im[k] + a.im[k] * b.re[k];
    a.re[k] = re;
  }
  return a;
}

/** The least length from `target` on whose prime factors are 2, 3 and 5. */
export function fastLength(target) {
  for (let n = target; ; n++) {
    let rest = n;
    for (const p of [2, 3, 5]) while (rest % p === 0) rest /= p;
    if (rest === 1) return n;
  }
}

/** Linear convolution, full, of two real signals: both ride in one complex transform. */
export function fftConvolve(x, h) {
  const length = x.length + h.length - 1;
  const n = fastLength(length);
  const z = { re: new Float64Array(n), im: new Float64Array(n) };
  const level = norm(x) / norm(h);
  z.re.set(x);
  for (let k = 0; k < h.length; k++) z.im[k] = h[k] * level;
  return ifft(productOfParts(fft(z), level, (f) => (n - f) % n)).re.subarray(0, length);
}

/** The same in two dimensions, for arrays { data, shape }. */
export function fftConvolve2d(x, h) {
  const shape = [0, 1].map((axis) => x.shape[axis] + h.shape[axis] - 1);
  const padded = shape.map(fastLength);
  const [H, W] = padded;
  const inCorner = ({ data, shape: [rows, columns] }) => {
    const wide = new Float64Array(H * W);
    for (let i = 0; i < rows; i++) wide.set(data.subarray(i * columns, (i + 1) * columns), i * W);
    return wide;
  };
  const level = norm(x.data) / norm(h.data);
  const z = transform2d({ re: inCorner(x), im: inCorner(h).map((v) => v * level) }, padded, fft);
  const opposite = (f) => ((H - Math.floor(f / W)) % H) * W + ((W - (f % W)) % W);
  const y = transform2d(productOfParts(z, level, opposite), padded, ifft).re;
  const data = new Float64Array(shape[0] * shape[1]);
  for (let i = 0; i < shape[0]; i++) data.set(y.subarray(i * W, i * W + shape[1]), i * shape[1]);
  return { data, shape };
}

/** Circular convolution with a small kernel whose centre is its origin: three transforms of the picture's size. */
export function circularConvolve2d(x, h) {
  const [H, W] = x.shape;
  const [rows, columns] = h.shape;
  const wide = new Float64Array(H * W);
  for (let k = 0; k < rows; k++) {
    for (let l = 0; l < columns; l++) {
      const i = (k - (rows >> 1) + H) % H;
      const j = (l - (columns >> 1) + W) % W;
      wide[i * W + j] = h.data[k * columns + l];
    }
  }
  const X = transform2d({ re: x.data }, x.shape, fft);
  const G = transform2d({ re: wide }, x.shape, fft);
  return transform2d(multiply(X, G), x.shape, ifft).re;
}

/** Root of the sum of squares: two signals that share a transform must have one level, or the smaller drowns in rounding. */
function norm(x) {
  let square = 0;
  for (let n = 0; n < x.length; n++) square += x[n] * x[n];
  return Math.sqrt(square);
}

/** From Z, the spectrum of x + i·level·h, the product X·H = (Z[f]² − conj(Z[−f])²) / 4i·level; `opposite` finds −f. */
function productOfParts(z, level, opposite) {
  const n = z.re.length;
  const y = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let f = 0; f < n; f++) {
    const g = opposite(f);
    const a = z.re[f], b = z.im[f], c = z.re[g], d = -z.im[g];
    y.re[f] = (a * b - c * d) / (2 * level);
    y.im[f] = (c * c - d * d - a * a + b * b) / (4 * level);
  }
  return y;
}
