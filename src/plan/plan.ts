import type { Out } from "../types.js";

/**
 * A computation made ready for many inputs of one shape: tables, packed kernels and working memory in place.
 *
 * `execute(x)` returns the caller's own memory. `execute()` reads what stands in `input` and leaves its result in `output`, without
 * a copy or an allocation; both are fresh views of wasm memory, valid until the next call into the library.
 */
export interface Plan<Input, Numbers, Output> {
  /** The decision, as plain data. */
  readonly recipe: object;
  /** The input's place in wasm memory. */
  readonly input: Numbers;
  /** The result's place in wasm memory. */
  readonly output: Numbers;
  execute(): Numbers;
  execute<O extends Out>(x: Input, options: { out: O }): O;
  execute(x: Input): Output;
  /** Gives the memory back. Every other use of the plan throws after it; calling it again does nothing. */
  dispose(): void;
  [Symbol.dispose](): void;
}
