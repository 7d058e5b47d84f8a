import { boolean, optionsOf, wrongKind, wrongValue } from "./check.js";
import { tagOf } from "./array/dtype.js";
import { compile, isDeterministic, provide, setDeterministic, supportsRelaxed, supportsSimd, type Variant, variant } from "./wasm/engine.js";
import { EngineError } from "./wasm/error.js";
import { heapBytes } from "./wasm/heap.js";
import { memoryBytes } from "./wasm/memory.js";
import { modules } from "./wasm/modules.js";
import { version } from "./version.js";

/** @inline */
export interface ConfigureOptions {
  /** true keeps to the plain build, whose results are the same bits on every engine. */
  deterministic?: boolean;
}

/**
 * Chooses which build of the kernels runs from now on. Plans made earlier keep the build they were made with.
 *
 * The relaxed build, which runs by default where the engine has it, rounds once where the plain one rounds twice (fused
 * multiply-add), so that its last bits differ from engine to engine.
 *
 * @throws TypeError if an option is of the wrong kind.
 *
 * @example
 * ```ts
 * configure({ deterministic: true });
 * features().variant; // "simd"
 * configure({ deterministic: false });
 * ```
 */
export function configure(options?: ConfigureOptions): void {
  const { deterministic } = optionsOf(options);
  if (deterministic !== undefined) setDeterministic(boolean(deterministic, "options.deterministic"));
}

type OneOrMore<T> = T | readonly T[];

/** @inline */
export interface InitOptions {
  /** Compiled modules of the package's wasm/ folder, where the platform forbids compiling bytes. */
  module?: OneOrMore<WebAssembly.Module>;
  /** Bytes of such modules. */
  bytes?: OneOrMore<ArrayBuffer | Uint8Array>;
}

/** @inline */
export interface InitAsyncOptions extends InitOptions {
  /** Addresses of such modules, fetched and compiled as they arrive. */
  url?: OneOrMore<string | URL>;
}

/**
 * Gives the library code for its kernels, in place of what it carries inside. Not needed: the first call of any function starts
 * the library by itself. Where the platform forbids compiling bytes, give it the compiled files of `simdvolve/wasm/`.
 *
 * Each file is named for the module and the build that it is, such as `direct.simd.wasm`, and knows both and its version: the order does not matter. Plans made earlier keep what they have.
 *
 * @throws TypeError if an option is of the wrong kind; EngineError with code "module" for a module that is not of this version of simdvolve.
 *
 * @example
 * ```ts
 * init();
 * features().simd; // true
 * ```
 */
export function init(options?: InitOptions): void {
  const { module, bytes } = optionsOf(options);
  for (const one of listOf(module)) take(asModule(one, "options.module"));
  for (const one of listOf(bytes)) take(new WebAssembly.Module(asBytes(one, "options.bytes")));
  if (module === undefined && bytes === undefined) for (const kernels of modules) kernels();
}

/**
 * {@link init} without blocking: compiles off the main thread. Without options it compiles what the library carries inside, so that no
 * later call has to.
 *
 * @throws As {@link init}, by rejecting; also when a file cannot be fetched.
 *
 * @example
 * ```ts
 * await initAsync();
 * features().memoryBytes > 0; // true
 * ```
 */
export async function initAsync(options?: InitAsyncOptions): Promise<void> {
  const { module, bytes, url } = optionsOf(options);
  for (const one of listOf(module)) take(asModule(one, "options.module"));
  for (const one of listOf(bytes)) take(await WebAssembly.compile(asBytes(one, "options.bytes")));
  for (const one of listOf(url)) {
    const response = await fetch(one);
    if (!response.ok) throw new EngineError("module", `fetching ${one} failed with status ${response.status}`);
    take(await WebAssembly.compile(await response.arrayBuffer()));
  }
  await Promise.all(modules.map(compile));
}

/** What runs now, for bug reports and benchmarks. */
export interface Features {
  /** The version of simdvolve. */
  readonly version: string;
  /** Whether this engine has SIMD, which the library needs. */
  readonly simd: boolean;
  /** Whether this engine has relaxed SIMD (fused multiply-add). */
  readonly relaxedSimd: boolean;
  /** Whether the plain build was asked for. */
  readonly deterministic: boolean;
  /** The build that runs. */
  readonly variant: Variant;
  /** Size of the library's wasm memory, in bytes; it never shrinks. */
  readonly memoryBytes: number;
  /** How much of it plans hold. */
  readonly planBytes: number;
}

/**
 * Tells what runs now.
 *
 * @example
 * ```ts
 * features().simd; // true
 * ```
 */
export function features(): Features {
  return {
    version,
    simd: supportsSimd(),
    relaxedSimd: supportsRelaxed(),
    deterministic: isDeterministic(),
    variant: variant(),
    memoryBytes: memoryBytes(),
    planBytes: heapBytes(),
  };
}

function take(module: WebAssembly.Module): void {
  const [section] = WebAssembly.Module.customSections(module, "simdvolve");
  const [name = "", itsVersion = "none"] = section ? String.fromCharCode(...new Uint8Array(section)).split(" ") : [];
  const [word, build] = name.split(".");
  const kernels = modules.find(({ module: known }) => known === word);
  if (!kernels || itsVersion !== version) {
    throw new EngineError("module", `expected a WebAssembly module of simdvolve ${version}, got ${name || "another one"} of version ${itsVersion}`);
  }
  provide(kernels, build as Variant, module);
}

function listOf<T>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

function asModule(value: unknown, name: string): WebAssembly.Module {
  return value instanceof WebAssembly.Module ? value : wrongKind(name, "a WebAssembly.Module or a list of them", value);
}

function asBytes(value: unknown, name: string): ArrayBuffer | Uint8Array<ArrayBuffer> {
  if (value instanceof ArrayBuffer || tagOf(value) === "Uint8Array") {
    if ((value as ArrayBuffer).byteLength === 0) wrongValue(name, "the bytes of a module", "none");
    return value as ArrayBuffer | Uint8Array<ArrayBuffer>;
  }
  wrongKind(name, "an ArrayBuffer, a Uint8Array or a list of them", value);
}
