import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/nn.js";
import { i32 } from "./memory.js";

/**
 * O planes, each a plane of x within a border, or the same for `each` of them, convolved with 3×3 taps: `rows` rows of `columns` samples go
 * to `inside`, which lies in `padded`, and from there to R rows of M outputs.
 */
type Triples = (
  x: number, xPlane: number, xRow: number, rows: number, columns: number, inside: number, padded: number, pitch: number,
  w: number, bias: number, y: number, yPlane: number, O: number, each: number, R: number, M: number, low: number, high: number,
) => void;

/** Layers of networks. Pointers are byte addresses, pitches and steps bytes, counts samples; assembly/ states each sum. A panel is 32 bytes of neighbouring channels. */
export interface NnKernels {
  /** y[p, o] = or += Σ over R runs of x[place[p] + offset + i·step] · w[k, o], for P rows, a multiple of 4, of a panel. */
  gather(x: number, place: number, run: number, R: number, step: number, w: number, y: number, P: number, add: number): void;
  /** y[o, p] = (y[o, p] +) Σ_k w[k, o] · x[k, p] for P times 64 bytes of neighbouring pixels, and clamp(… + bias[o]) unless bias is 0; rows of K and of O numbers by pitches, panels of w `wPanel` bytes apart. */
  mix_pixels(x: number, xRow: number, K: number, w: number, wPanel: number, bias: number, y: number, yRow: number, O: number, P: number, add: number, low: number, high: number): void;
  /** out[o, p] = clamp(y[p, o] + bias[o]): each of O channels `pitch` bytes apart, its P numbers `step`. */
  finish(y: number, bias: number, out: number, P: number, O: number, pitch: number, step: number, low: number, high: number): void;
  /** out[i, j] = clamp(y[i, j] + bias): rows by pitches, results `step` bytes apart. */
  finish_rows(y: number, yPitch: number, out: number, outPitch: number, step: number, rows: number, columns: number, bias: number, low: number, high: number): void;
  /** y[t] += g · x[offset[t] …], lane by lane, over R rows of M vectors; rows of x `xRow` bytes apart; `taps` a multiple of 4. */
  inner_products(g: number, x: number, xRow: number, R: number, M: number, offset: number, y: number, taps: number): void;
  /** Depthwise sums at every place, */
  readonly triples: Triples;
  /** and at every second one of both axes. */
  readonly triples_halves: Triples;
  /** The input transforms of N tiles of C channels, as 36 matrices; rows of the input `rowPitch` bytes apart. */
  winograd_input(x: number, rowPitch: number, v: number, fPitch: number, scratch: number, N: number, C: number): void;
  /** The output transforms of N tiles of a panel, as 4 rows of 4N pixels; 0, or NaN if one is not finite. */
  winograd_output(m: number, fPitch: number, y: number, rowPitch: number, scratch: number, N: number): number;
  /** The input transforms of N tiles of a line, `step` bytes apart, of C channels, as 8 matrices. */
  winograd_line_input(x: number, step: number, v: number, fPitch: number, N: number, C: number): void;
  /** The output transforms of N tiles of a panel, as 6N pixels; 0, or NaN if one is not finite. */
  winograd_line_output(m: number, fPitch: number, y: number, N: number): number;
  /** The gradient of N tiles' products of a panel, as 36 matrices, of that of 4 rows of 4N pixels, rows `rowPitch` and pixels `pixel` bytes apart. */
  winograd_gradient(g: number, rowPitch: number, pixel: number, m: number, fPitch: number, scratch: number, N: number): void;
  /** The transforms of N weights of nine taps, an even number, as 36 frequencies. */
  winograd_weights(w: number, tapPitch: number, u: number, fPitch: number, scratch: number, N: number): void;
  /** What their gradient gives the weights. */
  winograd_weights_back(u: number, fPitch: number, w: number, tapPitch: number, scratch: number, N: number): void;
  /** y[i, j] = x[i, j], both found by strides. */
  move(x: number, xRow: number, xStep: number, y: number, yRow: number, yStep: number, rows: number, columns: number): void;
  /** Σ x[n], in double precision. */
  total(x: number, N: number): number;
  /** y[j, i] = x[i, j]. */
  transpose(x: number, xPitch: number, y: number, yPitch: number, rows: number, columns: number): void;
  /** Rows of bytes. */
  copy(x: number, xPitch: number, y: number, yPitch: number, rows: number, bytes: number): void;
}

/** @internal */
export const nnKernels = /* @__PURE__ */ floatModule<KernelTable<NnKernels>>("nn", { simd, relaxed }, knowsAnswers);

/** Sums of two samples and the two after the next, with weights 1 and 2: (n + 1) + 2(n + 2) + (n + 4) + 2(n + 5) = 6n + 19 for x[n] = n + 1. */
function knowsAnswers({ gather }: NnKernels, view: Floats, at: number): boolean {
  const size = view.BYTES_PER_ELEMENT;
  const width = 32 / size;
  for (let n = 0; n < 16; n++) view[at / size + n] = n + 1;
  for (let k = 0; k < 4; k++) view.fill(1 + (k & 1), (at + 128) / size + k * width, (at + 128) / size + (k + 1) * width);
  i32.set([0, size, 2 * size, 3 * size, 0, 2, 3 * size, 2], (at + 256) / 4);
  gather(at, at + 256, at + 272, 2, size, at + 128, at + 384, 4, 0);
  let right = true;
  for (let n = 0; n < 4; n++) right &&= view[(at + 384) / size + n * width + width - 1] === 6 * n + 19;
  return right;
}
