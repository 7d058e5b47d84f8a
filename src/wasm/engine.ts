import { closeArena, openArena, take } from "./arena.js";
import { EngineError } from "./error.js";
import { engineMemory, f32, f64 } from "./memory.js";
import { decode } from "./text.js";

/** The two builds of every kernel: plain SIMD, and with fused multiply-add. */
export type Variant = "simd" | "relaxed";

/** The float types that kernels compute in. */
export type Real = "f32" | "f64";

/** The type of a kernel's numbers; the last word of its export's name. */
export type NumberType = Real | "u8" | "u16" | "i16" | "i32";

/** All of wasm memory as numbers of a float type. */
export type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Code of a module: bytes as text.ts writes them, or, where compiling bytes is forbidden, compiled by the platform. */
export interface ModuleCode {
  simd: string | WebAssembly.Module;
  /** What makes it of the plain bytes; null where both are the same. */
  relaxed: ((plain: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) | WebAssembly.Module | null;
}

/** Kernels that exist for both float types, by type: `correlate_f32` is `table.f32.correlate`. */
export type KernelTable<Kernels> = Record<Real, Kernels>;

type AnyTable = Partial<Record<NumberType, Record<string, (...values: number[]) => number | void>>>;

/** What has become of a module's code, build by build. */
interface Builds {
  readonly module: string;
  readonly code: ModuleCode;
  readonly compiled: Partial<Record<Variant, WebAssembly.Module>>;
  readonly tables: Partial<Record<Variant, unknown>>;
}

/** A wasm module of kernels, compiled when first asked for them. */
export interface KernelModule<Table> extends Builds {
  /** The kernels of the build that runs now, by the type of their numbers. */
  (): Table;
}

let deterministic = false;
let relaxedSupport: boolean | undefined;
/** Counts changes of the build, so that modules see that their table is out of date. */
let generation = 0;

/** The build that runs now. */
export function variant(): Variant {
  return !deterministic && supportsRelaxed() ? "relaxed" : "simd";
}

export function isDeterministic(): boolean {
  return deterministic;
}

/** `true` keeps to the plain build, whose results are the same bits on every engine. */
export function setDeterministic(value: boolean): void {
  deterministic = value;
  generation++;
}

/** Whether this engine accepts relaxed SIMD. */
export function supportsRelaxed(): boolean {
  return (relaxedSupport ??= validates(0xfd, 0x85, 0x02));
}

/** Whether this engine accepts SIMD at all. */
export function supportsSimd(): boolean {
  return validates(0xfd, 0xe4, 0x01);
}

/** Whether a function of three vectors with this instruction is a valid module. */
function validates(...instruction: number[]): boolean {
  if (typeof WebAssembly !== "object") return false;
  const isBinary = instruction[1] === 0xe4;
  const body = [0, 0x20, 0, 0x20, 1, ...(isBinary ? [] : [0x20, 2]), ...instruction, 0x0b];
  return WebAssembly.validate(
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b, 3, 2, 1, 0, 10, body.length + 2, 1, body.length, ...body),
  );
}

/** Bytes that a self-test may use. */
const ROOM = 2048;

/**
 * Declares a module of kernels.
 * @param check - Computes a few known answers in some memory at an address; false means that this engine computes wrongly.
 * @param linked - The module whose kernels its own ones call.
 */
export function kernelModule<Table>(name: string, code: ModuleCode, check: (table: Table, at: number) => boolean, linked?: KernelModule<unknown>): KernelModule<Table> {
  const compiled: Partial<Record<Variant, WebAssembly.Module>> = {};
  const tables: Partial<Record<Variant, Table>> = {};
  let current: Table | undefined;
  let seen = -1;

  function start(build: Variant): Table {
    const kernels = tableOf(instantiate(name, build, (compiled[build] ??= compileNow(name, code, build)), linked && importsOf(linked))) as Table;
    const mark = openArena();
    const right = check(kernels, take(ROOM));
    closeArena(mark);
    if (right) return kernels;
    if (build === "relaxed") return start("simd");
    throw new EngineError(
      "self-test",
      `this JavaScript engine computes SIMD WebAssembly wrongly (module ${name}), as iOS 16.4 does: update it to a newer version`,
    );
  }

  function kernels(): Table {
    if (seen !== generation) {
      const build = code.relaxed ? variant() : "simd";
      current = tables[build] ??= start(build);
      seen = generation;
    }
    return current!;
  }
  return Object.assign(kernels, { module: name, code, compiled, tables });
}

/**
 * Declares a module of kernels for both float types.
 * @param check - Computes a few known answers in one type, in some memory at an address; seen as all of `view`.
 */
export function floatModule<Table extends Record<Real, unknown>>(
  name: string, code: ModuleCode, check: (kernels: Table[Real], view: Floats, at: number) => boolean, linked?: KernelModule<unknown>,
): KernelModule<Table> {
  return kernelModule<Table>(name, code, (table, at) => check(table.f32, f32, at) && check(table.f64, f64, at), linked);
}

/** Takes compiled code of one variant in place of the bytes inside. */
export function provide({ compiled, tables }: Builds, build: Variant, module: WebAssembly.Module): void {
  compiled[build] = module;
  delete tables[build];
  delete tables.relaxed;
  generation++;
}

/** Compiles a module off the main thread. */
export async function compile(kernels: KernelModule<unknown>): Promise<void> {
  const { module, code, compiled } = kernels;
  const build = code.relaxed ? variant() : "simd";
  compiled[build] ??= await compileLater(module, code, build);
  kernels();
}

/** Kernels by the type of their numbers. */
function tableOf(exports: WebAssembly.Exports): AnyTable {
  const table: AnyTable = {};
  for (const [name, kernel] of Object.entries(exports)) {
    const end = name.lastIndexOf("_");
    const kernels = (table[name.slice(end + 1) as NumberType] ??= {});
    kernels[name.slice(0, end)] = kernel as (typeof kernels)[string];
  }
  return table;
}

/** Kernels by the names of their exports again. */
function importsOf(linked: KernelModule<unknown>): WebAssembly.Imports {
  const named = Object.entries(linked() as AnyTable).flatMap(([type, kernels]) => Object.entries(kernels).map(([name, kernel]) => [`${name}_${type}`, kernel]));
  return { [linked.module]: Object.fromEntries(named) as WebAssembly.ModuleImports };
}

function instantiate(name: string, build: Variant, module: WebAssembly.Module, imports?: WebAssembly.Imports): WebAssembly.Exports {
  try {
    return new WebAssembly.Instance(module, { env: { memory: engineMemory() }, ...imports }).exports;
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError("module", `the WebAssembly module ${name}.${build} does not fit this version of simdvolve`, { cause });
  }
}

function compileNow(name: string, code: ModuleCode, build: Variant): WebAssembly.Module {
  const source = sourceOf(code, build);
  try {
    return source instanceof Uint8Array ? new WebAssembly.Module(source) : source;
  } catch (cause) {
    throw refusal(name, cause);
  }
}

async function compileLater(name: string, code: ModuleCode, build: Variant): Promise<WebAssembly.Module> {
  const source = sourceOf(code, build);
  try {
    return source instanceof Uint8Array ? await WebAssembly.compile(source) : source;
  } catch (cause) {
    throw refusal(name, cause);
  }
}

/** Bytes to compile, or what the platform compiled. */
function sourceOf({ simd, relaxed }: ModuleCode, build: Variant): Uint8Array<ArrayBuffer> | WebAssembly.Module {
  if (build === "simd") return typeof simd === "string" ? decode(simd) : simd;
  return typeof relaxed === "function" ? relaxed(decode(simd as string)) : relaxed!;
}

/** What an engine that will not compile is to be told of: too old, or not allowed to. */
function refusal(name: string, cause: unknown): EngineError {
  if (!supportsSimd()) {
    return new EngineError(
      "unsupported",
      "this JavaScript engine has no SIMD WebAssembly; it needs Node 16.6, Chrome 92, Firefox 90 or Safari 16.4, or newer",
      { cause },
    );
  }
  return new EngineError(
    "forbidden",
    `compiling the WebAssembly module ${name} was refused. A page with a Content-Security-Policy needs 'wasm-unsafe-eval' in script-src; ` +
      "where bytes may not be compiled at all, give compiled modules to init({ module })",
    { cause },
  );
}
