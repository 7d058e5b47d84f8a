import type { Span } from "../../shape/modes.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import { f32, f64, i32 } from "../../wasm/memory.js";

/** Up to this many products and outputs the general way, which can do everything, takes 2 µs to start and up to 6 µs to compute. */
const PRODUCTS = 131072;
const OUTPUTS = 16384;
/** Up to this many samples a loop copies; above, `set` is faster: 2048 samples by 3 taps took 0.6 µs instead of 9. */
const LOOP = 32;

type Floats = Float32Array | Float64Array;

/** Whether h is turned round, which makes a convolution, or not. */
export type Turn = "flip" | "keep";

/**
 * The direct convolution or correlation of two short typed arrays of one float type, without the general way's bookkeeping.
 *
 * Returns undefined, with nothing written, where the general way has to be gone: for anything but such arrays, of K ≤ N samples, and
 * an `out` that fits; for a larger sum; and if h is not finite, of which the assumed zeros outside x would make NaN.
 *
 * @param spanOf - Which outputs of the full result, K − 1 of which lie before the first sample of x.
 */
export function convolveShort(x: unknown, h: unknown, spanOf: (N: number, K: number) => Span, turn: Turn, out: unknown): Floats | undefined {
  if (x instanceof Float32Array && h instanceof Float32Array) {
    if (out !== undefined && !(out instanceof Float32Array)) return undefined;
    const { start, length } = spanOf(x.length, h.length);
    if (!isShort(x.length, h.length, start, length) || (out && out.length !== length)) return undefined;
    const mark = openArena();
    const at = sum(f32, x, h, start, length, turn, directKernels().f32);
    const y = at < 0 ? undefined : (out ?? new Float32Array(length));
    if (y && length > LOOP) y.set(f32.subarray(at, at + length));
    else if (y) for (let n = 0; n < length; n++) y[n] = f32[at + n];
    closeArena(mark);
    return y;
  }
  if (x instanceof Float64Array && h instanceof Float64Array) {
    if (out !== undefined && !(out instanceof Float64Array)) return undefined;
    const { start, length } = spanOf(x.length, h.length);
    if (!isShort(x.length, h.length, start, length) || (out && out.length !== length)) return undefined;
    const mark = openArena();
    const at = sum(f64, x, h, start, length, turn, directKernels().f64);
    const y = at < 0 ? undefined : (out ?? new Float64Array(length));
    if (y && length > LOOP) y.set(f64.subarray(at, at + length));
    else if (y) for (let n = 0; n < length; n++) y[n] = f64[at + n];
    closeArena(mark);
    return y;
  }
  return undefined;
}

function isShort(N: number, K: number, start: number, length: number): boolean {
  return K >= 1 && K <= N && start < K && length >= 1 && length <= OUTPUTS && length * K <= PRODUCTS;
}

/** Computes the sums in wasm memory, and returns where they lie in the view; −1 if the kernel is not finite. */
function sum(view: Floats, x: Floats, h: Floats, start: number, L: number, turn: Turn, kernels: DirectKernels): number {
  const shift = view.BYTES_PER_ELEMENT === 4 ? 2 : 3;
  const K = h.length;
  const taps = L + K - 1;
  const zeros = K - 1 - start;
  const met = Math.min(x.length, taps - zeros);
  const base = take(((taps + K + L + 1) << shift) + ((K + 4) << 2)) >>> shift;
  const offsets = (base + taps + K + L + 1) << (shift - 2);

  let at = base;
  for (; at < base + zeros; at++) view[at] = 0;
  if (met > LOOP) view.set(met === x.length ? x : x.subarray(0, met), at);
  else for (let n = 0; n < met; n++) view[at + n] = x[n];
  for (at += met; at < base + taps; at++) view[at] = 0;
  let notFinite = 0;
  for (let k = 0; k < K; k++) {
    const tap = turn === "flip" ? h[K - 1 - k] : h[k];
    notFinite += tap * 0;
    view[at + k] = tap;
    i32[offsets + k] = k << shift;
  }
  if (notFinite !== 0) return -1;
  const lanes = 16 >> shift;
  if (K >= 2 * lanes && K <= 256 && L >= 8 * lanes) {
    for (let k = K; k < K + lanes; k++) i32[offsets + k] = k << shift;
    kernels.correlate_row(base << shift, offsets << 2, at << shift, (at + K) << shift, L, K, 1);
  } else kernels.correlate(base << shift, offsets << 2, at << shift, (at + K) << shift, L, K);
  return at + K;
}
