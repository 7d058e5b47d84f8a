import { dtypeOf } from "../../array/dtype.js";
import type { Source } from "../../array/source.js";
import type { Span } from "../../shape/modes.js";
import type { FloatArray, TypedArray } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import { f32, f64, i32 } from "../../wasm/memory.js";

/** Up to this many products and outputs the general way, which can do everything, takes 2 µs to start and up to 6 µs to compute. */
const PRODUCTS = 131072;
const OUTPUTS = 16384;

/**
 * The direct convolution of two short typed arrays of one float type, without the general way's bookkeeping:
 * y[n] = Σ_k h[k] · x[start + n − k].
 *
 * Returns undefined, with nothing written, where the general way has to be gone: other inputs, a larger sum, or an h that is not
 * finite, of which the assumed zeros outside x would make NaN.
 */
export function convolveShort(x: Source, h: Source, { start, length }: Span, out: unknown): TypedArray | undefined {
  const { dtype } = x;
  if (!x.plain || !h.plain || h.dtype !== dtype || length > OUTPUTS) return undefined;
  if (length * Math.min(x.shape[0], h.shape[0]) > PRODUCTS) return undefined;
  const single = dtype === "float32";
  if (!single && dtype !== "float64") return undefined;
  if (out !== undefined && (dtypeOf(out) !== dtype || (out as TypedArray).length !== length)) return undefined;
  const mark = openArena();
  try {
    const view = single ? f32 : f64;
    const [signal, kernel] = x.shape[0] < h.shape[0] ? [h, x] : [x, h];
    const sums = sum(view, signal, kernel, start, length, single ? directKernels().f32 : directKernels().f64);
    if (sums < 0) return undefined;
    const y = (out as FloatArray | undefined) ?? (single ? new Float32Array(length) : new Float64Array(length));
    for (let n = 0; n < length; n++) y[n] = view[sums + n];
    return y;
  } finally {
    closeArena(mark);
  }
}

/** Computes the sums in wasm memory, and returns where they lie in the view; −1 if the kernel is not finite. */
function sum(view: FloatArray, x: Source, h: Source, start: number, L: number, kernels: DirectKernels): number {
  const size = view.BYTES_PER_ELEMENT;
  const N = x.shape[0];
  const K = h.shape[0];
  const taps = L + K - 1;
  // The first output meets samples start − K + 1 … start: zeros before the signal, or samples that no output meets.
  const zeros = Math.max(0, K - 1 - start);
  const skipped = Math.max(0, start - (K - 1));
  const met = Math.min(N - skipped, taps - zeros);
  const base = take((taps + K + L + 1) * size + K * 4) / size;
  const offsets = ((base + taps + K + L + 1) * size) >>> 2;

  let at = base;
  for (; at < base + zeros; at++) view[at] = 0;
  copy(x, skipped, 1, met, view, at);
  for (at += met; at < base + taps; at++) view[at] = 0;
  copy(h, K - 1, -1, K, view, at);
  let notFinite = 0;
  for (let k = 0; k < K; k++) {
    notFinite += view[at + k] * 0;
    i32[offsets + k] = k * size;
  }
  if (notFinite !== 0) return -1;
  kernels.correlate(base * size, offsets * 4, at * size, (at + K) * size, L, K);
  return at + K;
}

/** Copies a signal's samples from one on, forwards or backwards. */
function copy({ data, offset, stride }: Source, first: number, direction: 1 | -1, count: number, view: FloatArray, to: number): void {
  const step = stride[0] * direction;
  let from = offset + first * stride[0];
  for (let n = 0; n < count; n++, from += step) view[to + n] = data[from];
}
