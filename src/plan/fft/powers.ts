import { within } from "../../wasm/arena.js";
import { i32 } from "../../wasm/memory.js";
import type { ComplexMethod } from "./complex.js";
import { type Kernels, pairBytes } from "./passes.js";
import { factorBlock } from "./product.js";
import type { RealMethod } from "./real.js";
import { root } from "./roots.js";
import type { Holdings } from "./tables.js";

/*
 * Rader's transform of p points, p a prime: the points from 1 on are powers of a primitive root g, and
 *
 *     y[g^−m] = x[0] + Σ_{q<p−1} x[g^q] · e^{−2πi g^(q−m)/p}
 *
 * is a circular convolution of p − 1 points, a length of many small factors for the primes that go this way. As the first bin of its spectrum is
 * the sum of all points, x[0] comes to every output by being added there.
 */

/** The convolution of one transform: what the numbers in a's order become with the spectrum in between, and 1/scale of x[0], re and im, added to each. */
interface Circle {
  /** a → a; the sum of the numbers is left in `sum`. */
  run(a: number, re: number, im: number): void;
  readonly sum: Float64Array;
}

/** Places of the points 1 … p − 1 by their logarithms and, for real points, behind these by the logarithms negated; in the order of places numbers are so many bytes apart. */
function placesOf(p: number, bytes: number, kind: "complex" | "real", holdings: Holdings): { there: number; back: number } {
  const L = p - 1;
  const orders = kind === "real" ? 2 : 1;
  const there = holdings.table(`places ${p} ${kind}`, (orders * L * 8) / pairBytes(holdings.real), (view, at) => {
    const logarithms = logarithmsOf(p);
    const first = (at * view.BYTES_PER_ELEMENT) / 4 - 1;
    for (let n = 1; n < p; n++) {
      i32[first + n] = logarithms[n] * bytes;
      if (orders === 2) i32[first + L + n] = ((L - logarithms[n]) % L) * bytes;
    }
  });
  return { there, back: there + L * 4 };
}

/** The logarithm of every n < p to the base of the least primitive root. */
function logarithmsOf(p: number): Int32Array {
  const logarithms = new Int32Array(p);
  for (let g = 2; ; g++) {
    let power = 1;
    let q = 0;
    do {
      logarithms[power] = q++;
      power = (power * g) % p;
    } while (power !== 1);
    if (q === p - 1) return logarithms;
  }
}

function circle(
  forward: (a: number, X: number) => void, inverse: (X: number, a: number) => void, bins: number, H: number, kernels: Kernels, holdings: Holdings,
): Circle {
  const pair = pairBytes(holdings.real);
  const size = pair / 2;
  const sum = new Float64Array(2);
  return {
    sum,
    run(a, re, im) {
      within(bins * pair, (X) => {
        forward(a, X);
        const { view } = holdings;
        sum[0] = view[X / size];
        sum[1] = view[X / size + 1];
        kernels.product(X, H, X, bins);
        view[X / size] += re;
        view[X / size + 1] += im;
        inverse(X, a);
      });
    },
  };
}

/**
 * Of complex points. The inverse transform in it is another forward one, whose results are the same in reverse: so numbers come back by the places by
 * which they came.
 *
 * @param transform - Of p − 1 points.
 */
export function powersTransform(transform: ComplexMethod, kernels: Kernels, holdings: Holdings): ComplexMethod {
  const L = transform.n;
  const p = L + 1;
  const pair = pairBytes(holdings.real);
  const size = pair / 2;
  const { there: places } = placesOf(p, pair, "complex", holdings);
  const H = factorBlock(holdings, L, 1 / L, (h, H) => {
    for (let n = 1; n < p; n++) root(n, p, holdings.view, (h + ((L * pair - i32[places / 4 + n - 1]) % (L * pair))) / size);
    transform.forward(h, H);
  });
  const { run, sum } = circle(transform.forward, transform.forward, L, H, kernels, holdings);

  /** Writes points from 1 on from `first` on, `step` bytes apart. */
  function through(x: number, y: number, first: number, step: number, scale: number): void {
    within(L * pair, (a) => {
      kernels.scatter_pairs(x + pair, a, places, L);
      const before = holdings.view;
      const re = before[x / size];
      const im = before[x / size + 1];
      run(a, re, im);
      kernels.gather_pairs(a, first, places, L, step, scale);
      const after = holdings.view;
      after[y / size] = (re + sum[0]) * scale;
      after[y / size + 1] = (im + sum[1]) * scale;
    });
  }
  return {
    n: p,
    forward: (x, y) => through(x, y, y + pair, pair, 1),
    // The same numbers, all but the first in reverse.
    inverse: (x, y, divisor = 1) => through(x, y, y + L * pair, -pair, 1 / divisor),
  };
}

/**
 * Of real points, in half the time: the cosines repeat after half of the p − 1 powers, and the sines do with their sign changed. So they keep
 * out of each other's way, and one real convolution with cosine + sine does for both: its results half a turn apart add up to the real
 * part and differ by the imaginary part. Half spectra go back by the same convolution, with logarithms and negated ones exchanged.
 *
 * @param transform - Of p − 1 points.
 */
export function realPowersTransform(transform: RealMethod, kernels: Kernels, holdings: Holdings): RealMethod {
  const L = transform.n;
  const p = L + 1;
  const pair = pairBytes(holdings.real);
  const size = pair / 2;
  const { there, back } = placesOf(p, size, "real", holdings);
  const bins = L / 2 + 1;
  const H = factorBlock(holdings, bins, 0.5 / L, (h, H) => {
    const { view } = holdings;
    const value = new Float64Array(2);
    for (let n = 1; n < p; n++) {
      root(n, p, value, 0);
      view[(h + i32[back / 4 + n - 1]) / size] = value[0] + value[1];
    }
    transform.forward(h, H);
  });
  const { run, sum } = circle(transform.forward, (X, a) => transform.inverse(X, a), bins, H, kernels, holdings);

  function through(x: number, use: (a: number, x0: number) => void, put: (a: number) => void): void {
    within(L * size, (a) => {
      put(a);
      const x0 = holdings.view[x / size];
      run(a, x0 / 2, 0);
      use(a, x0 + sum[0]);
    });
  }
  return {
    n: p,
    forward: (x, X) =>
      through(x, (a, total) => {
        kernels.gather_half(a, X + pair, back, L / 2);
        const { view } = holdings;
        view[X / size] = total;
        view[X / size + 1] = 0;
      }, (a) => kernels.scatter(x + size, a, there, L)),
    inverse: (X, x, divisor = 1) =>
      through(X, (a, total) => {
        kernels.gather(a, x + size, back, L, 2 / divisor);
        holdings.view[x / size] = total / divisor;
      }, (a) => kernels.scatter_half(X + pair, a, there, L / 2)),
  };
}
