import { EngineError } from "./error.js";

/**
 * The one wasm memory of this realm. Every kernel module imports it, plans live in its heap
 * and running calls in its arena.
 *
 * Growth detaches every typed array on it. The views below are live bindings that are made anew
 * when it grows: read them again after anything that may allocate, and keep none.
 */
export let u8: Uint8Array<ArrayBuffer>;
export let i32: Int32Array<ArrayBuffer>;
export let f32: Float32Array<ArrayBuffer>;
export let f64: Float64Array<ArrayBuffer>;

const PAGE = 65536;
/** Growth comes in steps of a megabyte, so that many small plans do not each detach the views. */
const STEP = 16 * PAGE;

/** The arena's share of the memory, at its start; address 0 stays unused. */
export const ARENA_START = 1024;
export const ARENA_END = ARENA_START + STEP;

let memory: WebAssembly.Memory | undefined;

/** The memory itself, made on first use. */
export function engineMemory(): WebAssembly.Memory {
  if (!memory) {
    memory = create();
    renewViews(memory.buffer);
  }
  return memory;
}

/** How large the memory is now, in bytes; 0 before first use. */
export function memoryBytes(): number {
  return memory ? memory.buffer.byteLength : 0;
}

/**
 * Grows the memory until it holds addresses below `end`.
 * @throws {@link EngineError} with code "memory" if it cannot; the memory is then as it was.
 */
export function growTo(end: number): void {
  const current = engineMemory();
  const missing = end - current.buffer.byteLength;
  if (missing <= 0) return;
  try {
    const room = Math.max(0, 65536 - current.buffer.byteLength / PAGE);
    const wanted = Math.ceil(missing / PAGE);
    current.grow(Math.max(wanted, Math.min(Math.ceil(missing / STEP) * (STEP / PAGE), room)));
  } catch (cause) {
    throw new EngineError(
      "memory",
      `out of memory: the engine holds ${current.buffer.byteLength} bytes and could not get ${missing} more; ` +
        "work in smaller pieces, or dispose plans that are no longer used",
      { cause },
    );
  }
  renewViews(current.buffer);
}

function create(): WebAssembly.Memory {
  const initial = (ARENA_END + PAGE - ARENA_START) / PAGE;
  let refusal: unknown;
  // Some phones refuse to reserve four gigabytes of addresses, but grant one.
  for (const maximum of [65536, 16384, 4096]) {
    try {
      return new WebAssembly.Memory({ initial, maximum });
    } catch (error) {
      refusal = error;
    }
  }
  throw new EngineError("memory", "out of memory: the engine could not get its first megabyte", { cause: refusal });
}

function renewViews(buffer: ArrayBuffer): void {
  u8 = new Uint8Array(buffer);
  i32 = new Int32Array(buffer);
  f32 = new Float32Array(buffer);
  f64 = new Float64Array(buffer);
}
