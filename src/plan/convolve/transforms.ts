import type { Real } from "../../wasm/engine.js";
import { variant } from "../../wasm/engine.js";
import { EngineError } from "../../wasm/error.js";
import { type ConvolutionTransform, convolutionTransform } from "../fft/convolution.js";

/** Transforms that one-shot calls have used lately: making the tables of one takes longer than using it. */
const LIMIT = 8;
/** No more than this many bytes of spectra's worth of tables are kept for calls to come. */
const BYTES = 32 * 2 ** 20;

const kept = new Map<string, ConvolutionTransform>();

/**
 * Calls `use` with the transform of n points. It stays for later calls if it is among the last few and not too large.
 * @param n - A length that `convolutionLength` gives.
 */
export function withTransform<T>(n: number, real: Real, kind: "real" | "complex", use: (transform: ConvolutionTransform) => T): T {
  const key = `${variant()} ${real} ${kind} ${n}`;
  const transform = kept.get(key) ?? making(() => convolutionTransform(n, real, kind));
  // While it is used nothing may dispose it, a nested call's eviction included.
  kept.delete(key);
  try {
    return use(transform);
  } finally {
    if (transform.spectrumBytes > BYTES || kept.has(key)) transform.dispose();
    else kept.set(key, transform);
    evict(LIMIT);
  }
}

/** Makes a plan; if memory runs out, once more without what is kept for calls to come. */
export function making<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "memory" || kept.size === 0) throw error;
    evict(0);
    return make();
  }
}

function evict(limit: number): void {
  let bytes = 0;
  for (const { spectrumBytes } of kept.values()) bytes += spectrumBytes;
  for (const [key, transform] of kept) {
    if (kept.size <= limit && bytes <= BYTES) return;
    kept.delete(key);
    bytes -= transform.spectrumBytes;
    transform.dispose();
  }
}
