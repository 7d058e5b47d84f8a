import { optionsOf } from "../../check.js";
import { isMethod, isMode, modeSpan } from "../../shape/modes.js";
import type { Mode } from "../../types.js";
import { closeArena, openArena, take } from "../../wasm/arena.js";
import { type DirectKernels, directKernels } from "../../wasm/direct.js";
import { f32, f64, i32 } from "../../wasm/memory.js";

/** Up to this many outputs what a sum needs fits into the arena. */
const OUTPUTS = 16384;
/** Transforms take as long as so many products an output, */
const EVEN = 48;
/** and as products of so many bytes besides, to start; the general way, which chooses between the two, takes 2 µs before either. */
const START = 2 ** 18;
/** Up to this many samples a loop copies; above, `set` is faster: 2048 samples by 3 taps took 0.6 µs instead of 9. */
const LOOP = 32;

type Floats = Float32Array | Float64Array;

/** Whether h is turned round, which makes a convolution, or not. */
export type Turn = "flip" | "keep";

/** The options of a convolution, not looked at yet. */
interface Options {
  readonly mode?: unknown;
  readonly method?: unknown;
  readonly rtol?: unknown;
  readonly out?: unknown;
}

/**
 * The direct convolution or correlation of two short typed arrays of one float type, without the general way's bookkeeping.
 *
 * Returns undefined, with nothing written, where the general way has to be gone: for anything but such arrays, of K ≤ N samples, and
 * an `out` that fits; where a transform may be faster, or is asked for; for options that it has to refuse; and if h is not finite, of
 * which the assumed zeros outside x would make NaN.
 */
export function convolveShort(x: unknown, h: unknown, byDefault: Mode, turn: Turn, options?: Options): Floats | undefined {
  const { mode = byDefault, method = "auto", rtol, out } = optionsOf(options);
  if (rtol !== undefined || method === "fft" || !isMode(mode) || !isMethod(method)) return undefined;
  if (x instanceof Float32Array && h instanceof Float32Array) {
    if (out !== undefined && !(out instanceof Float32Array)) return undefined;
    const { start, length } = modeSpan(mode, x.length, h.length);
    if (!fits(x, h, start, length) || (out && out.length !== length)) return undefined;
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
    const { start, length } = modeSpan(mode, x.length, h.length);
    if (!fits(x, h, start, length) || (out && out.length !== length)) return undefined;
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

/** Whether {@link convolveShort} is the way for two inputs, unless a method or tolerance is asked for. */
export function isShort(x: unknown, h: unknown, mode: Mode): boolean {
  const typed = (x instanceof Float32Array && h instanceof Float32Array) || (x instanceof Float64Array && h instanceof Float64Array);
  if (!typed) return false;
  const { start, length } = modeSpan(mode, x.length, h.length);
  return fits(x, h, start, length);
}

function fits(x: Floats, h: Floats, start: number, length: number): boolean {
  const K = h.length;
  return K >= 1 && K <= x.length && start < K && length >= 1 && length <= OUTPUTS && length * (K - EVEN) * h.BYTES_PER_ELEMENT <= START;
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
