import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/restoration.js";

/** What deconvolution does to every number. Pointers are byte addresses, counts are numbers; assembly/restoration/ states each sum. */
export interface RestorationKernels {
  /** r = y / (max(c, least) + epsilon), 0 where that divisor is below `dark`. */
  ratio(y: number, c: number, r: number, N: number, least: number, epsilon: number, dark: number, floor: number): void;
  /** The same times weights w, and 0 where a weight is 0. */
  ratio_weighted(y: number, w: number, c: number, r: number, N: number, least: number, epsilon: number, dark: number, floor: number): void;
  /** x ← x · c. */
  multiply(x: number, c: number, N: number, floor: number): void;
  /** c ← c / s where s > least, else 1. */
  level(c: number, s: number, N: number, least: number): void;
  /** Adds Σ (x·c − x)² and Σ (x·c)² to two f64. */
  change(x: number, c: number, N: number, sums: number): void;
  /** y = x held between low and high. */
  clip(x: number, y: number, N: number, low: number, high: number): void;
  /** y = max(x + alpha · (x − p) + beta · (x − 2p + q), 0), and q ← p, p ← x. */
  predict(x: number, p: number, q: number, y: number, N: number, alpha: number, beta: number, floor: number): void;
  /** x = y · c, g ← x − y; adds Σ d·g, Σ g², Σ d², Σ x² to four f64. */
  advance(y: number, c: number, x: number, g: number, N: number, floor: number, sums: number): void;
  /** s = 1 / |gradient of x|, a and b being the rows after x along two other axes. */
  steepness(x: number, a: number, b: number, s: number, N: number, smooth: number): void;
  /** c ← c / (1 − lambda · divergence of the normed gradient), p and q being the rows before x, sp and sq theirs of steepness. */
  regularise(c: number, x: number, s: number, a: number, b: number, p: number, sp: number, q: number, sq: number, N: number, lambda: number): void;
  /** X ← X · H̄ / (|H|² + balance · (R + shift)²), of pairs and reals R. */
  wiener(X: number, H: number, R: number, N: number, balance: number, shift: number): void;
  /** X ← X · H̄ / (|H| · max(|H|, floor)), of pairs. */
  inverse(X: number, H: number, N: number, floor: number): void;
  /** max |H|², of pairs, and at least `start`. */
  largest(H: number, N: number, start: number): number;
}

/** @internal */
export const restorationKernels = /* @__PURE__ */ floatModule<KernelTable<RestorationKernels>>("restoration", { simd, relaxed }, knowsAnswers);

/** n / (1 + 1) for n = 0, 1, 2, …, but 0 where the divisor is dark, and for 1, whose quotient is below the floor. */
function knowsAnswers({ ratio }: RestorationKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const base = at / size;
  for (let n = 0; n < 9; n++) {
    view[base + n] = n;
    view[base + 16 + n] = n === 5 ? 0 : 1;
  }
  ratio(at, at + 16 * size, at + 16 * size, 9, 0, 1, 1.5, 0.75);
  let right = true;
  for (let n = 0; n < 9; n++) right &&= view[base + 16 + n] === (n === 5 || n === 1 ? 0 : n / 2);
  return right;
}
