/** Transforms: the relative L2 error, in units of ε · √log2 N. */
import { configure, fft } from "simdvolve";
import { defined, transformed } from "./reference.mjs";
import { halves, types } from "./seeded.mjs";
import { Twofold } from "./twofold.mjs";
import { Worst } from "./worst.mjs";

export function measureFourier({ builds, quick, say }) {
  judgeReference();
  const rows = new Map();
  const rowOf = (type, what, smooth) => {
    const key = `${type.name} ${what} ${smooth}`;
    const lengths = smooth ? "N of factors 2 to 11" : "other N";
    if (!rows.has(key)) rows.set(key, new Worst({ quantity: `FFT, ${what}, ${lengths}`, type: type.name, bound: smooth ? 0.45 : 1.2 }));
    return rows.get(key);
  };
  const lengths = lengthsOf(quick);
  lengths.forEach((N, i) => {
    if (i % 512 === 0 || N > 2 ** 17) say(`FFT of ${N} points, ${i + 1} of ${lengths.length}`);
    for (const type of types) {
      const given = dataOf(N, type);
      const expected = type.dtype === "float32" ? inDouble(given) : inTwofold(given);
      builds((build) => {
        for (const [what, value] of errorsOf(given, expected, type)) rowOf(type, what, isSmooth(N)).see(build, value, `N = ${N}`);
      });
    }
  });
  return [...rows.values()].sort((a, b) => a.type.localeCompare(b.type) || a.bound - b.bound);
}

/** Every N to 4096, and 200 more to 2^20: the powers of two, and evenly over the octaves smooth ones, primes, and what comes. */
export function lengthsOf(quick) {
  const [dense, top, spread] = quick ? [512, 16, 24] : [4096, 20, 192];
  const lengths = Array.from({ length: dense }, (_, i) => i + 1);
  for (let bits = 13; bits <= top; bits++) lengths.push(2 ** bits);
  for (let i = 0; i < spread; i++) {
    let N = Math.floor(4097 * (2 ** top / 4097) ** ((i + 0.5) / spread));
    if (i % 2 === 0) while (!isSmooth(N) || lengths.includes(N)) N++;
    else if (i % 4 === 1) while (!isPrime(N) || lengths.includes(N)) N++;
    lengths.push(N);
  }
  return lengths.sort((a, b) => a - b);
}

function isSmooth(N) {
  for (const p of [2, 3, 5, 7, 11]) while (N % p === 0) N /= p;
  return N === 1;
}

function isPrime(N) {
  for (let p = 2; p * p <= N; p++) if (N % p === 0) return false;
  return N > 1;
}

/**
 * One complex signal serves four transforms: z = e + i·f with e and f symmetric, e[N − n] = conj(e[n]), so that the inverse
 * transform of e, a real one, is the real part of z's. Nothing in it is rounded.
 */
function dataOf(N, type) {
  const bins = Math.floor(N / 2) + 1;
  const [er, ei, fr, fi] = [1, 2, 3, 4].map((seed) => halves(bins, 8 * N + seed, type));
  for (const n of N % 2 === 0 ? [0, N / 2] : [0]) ei[n] = fi[n] = 0;
  const z = new type.ArrayType(2 * N);
  const half = new type.ArrayType(2 * bins);
  for (let n = 0; n < bins; n++) {
    half.set([er[n], ei[n]], 2 * n);
    z.set([er[n] - fi[n], ei[n] + fr[n]], 2 * n);
    if (n > 0) z.set([er[n] + fi[n], fr[n] - ei[n]], 2 * (N - n));
  }
  return { N, z, half, real: z.filter((_, i) => i % 2 === 0) };
}

const WAYS = ["complex, forward", "complex, inverse", "real, forward", "real, inverse"];

/** All four by the library. */
function results({ N, z, half, real }, dtype) {
  const complex = fft.planFft(N, { dtype });
  const halved = fft.planFft(N, { kind: "real", dtype });
  const all = [complex.forward(z), complex.inverse(z), halved.forward(real), halved.inverse(half)];
  complex.dispose();
  halved.dispose();
  return all;
}

function errorsOf(given, expected, { dtype, epsilon }) {
  const unit = epsilon * Math.sqrt(Math.max(1, Math.log2(given.N)));
  return results(given, dtype).map((y, way) => [WAYS[way], relativeError(y, expected[way]) / unit]);
}

function relativeError(y, { high, low }) {
  let error = 0;
  let size = 0;
  for (let i = 0; i < y.length; i++) {
    error += (y[i] - high[i] - low[i]) ** 2;
    size += high[i] ** 2;
  }
  if (y.length !== high.length) return NaN;
  return error === 0 ? 0 : Math.sqrt(error / size);
}

/** For float32, the library's float64 transforms of the plain build, which are judged themselves at the same lengths. */
function inDouble(given) {
  configure({ deterministic: true });
  return results(given, "float64").map((high) => ({ high, low: new Float64Array(high.length) }));
}

/** All four from one transform in twice the precision. */
function inTwofold({ N, z }) {
  const Z = transformed(twofold(z));
  const part = (values) => {
    const high = Float64Array.from(values, ([v]) => v);
    return { high, low: Float64Array.from(values, ([, v]) => v) };
  };
  const indices = Array.from({ length: N }, (_, k) => k);
  const back = (k) => (N - k) % N;
  const re = (k) => [Z.re[k], Z.reLow[k]];
  const im = (k) => [Z.im[k], Z.imLow[k]];
  return [
    part(indices.flatMap((k) => [re(k), im(k)])),
    part(indices.flatMap((k) => [shared(re(back(k)), N), shared(im(back(k)), N)])),
    part(indices.slice(0, Math.floor(N / 2) + 1).flatMap((k) => [mean(re(k), re(back(k)), 1), mean(im(k), im(back(k)), -1)])),
    part(indices.map((k) => shared(re(back(k)), N))),
  ];
}

/** (a ± b) / 2 */
function mean([a, al], [b, bl], sign) {
  const s = a + sign * b;
  const t = s - a;
  return [s / 2, (a - (s - t) + (sign * b - t) + al + sign * bl) / 2];
}

/** a / N: the quotient, and what is left over it. */
function shared([a, al], N) {
  const q = a / N;
  // q · N needs more than 53 bits; its halves do not
  const coarse = Math.fround(q);
  return [q, (a - coarse * N - (q - coarse) * N + al) / N];
}

function twofold(z) {
  const y = new Twofold(z.length / 2);
  for (let n = 0; n < y.length; n++) [y.re[n], y.im[n]] = [z[2 * n], z[2 * n + 1]];
  return y;
}

/** The reference keeps to the definition, or nothing is measured. */
function judgeReference() {
  for (const N of [1, 2, 3, 8, 64, 97, 120, 251, 256, 509]) {
    const z = twofold(dataOf(N, types[1]).z);
    const [fast, slow] = [transformed(z), defined(z)];
    let error = 0;
    let size = 0;
    for (let k = 0; k < N; k++) {
      error += (fast.re[k] - slow.re[k] + (fast.reLow[k] - slow.reLow[k])) ** 2 + (fast.im[k] - slow.im[k] + (fast.imLow[k] - slow.imLow[k])) ** 2;
      size += slow.re[k] ** 2 + slow.im[k] ** 2;
    }
    const relative = Math.sqrt(error / size);
    if (!(relative < 2 ** -94)) throw new Error(`the reference transform of ${N} points is off by ${relative}`);
  }
}
