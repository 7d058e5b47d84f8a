import { readFileSync } from "node:fs";

type Numbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
interface NumbersConstructor<T extends Numbers> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T;
}

const FENCE = 0xa5;
/** Bytes of fence on both sides of every array. */
const GAP = 64;

/** A module of build/ on a memory of its own, where every byte that a kernel may not write is watched. */
export class Sandbox {
  readonly #kernels: Record<string, (...values: (number | bigint)[]) => number>;
  readonly #memory: WebAssembly.Memory;
  #top = GAP;
  #outputs: [start: number, end: number][] = [];

  constructor(module: string, variant: "simd" | "relaxed" = "simd", pages = 32) {
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: 65536 });
    const env = { memory: this.#memory };
    const code = compiled(module, variant);
    const shared = new Set(WebAssembly.Module.imports(code).map((entry) => entry.module).filter((name) => name !== "env"));
    const links = [...shared].map((name) => [name, new WebAssembly.Instance(compiled(name, variant), { env }).exports]);
    const instance = new WebAssembly.Instance(code, { env, ...Object.fromEntries(links) });
    this.#kernels = instance.exports as Record<string, (...values: (number | bigint)[]) => number>;
    this.reset();
  }

  /** Forgets every array. */
  reset(): void {
    new Uint8Array(this.#memory.buffer).fill(FENCE, 0, this.#top + GAP);
    this.#top = GAP;
    this.#outputs = [];
  }

  /** Lays an input down, `skew` bytes off 16-byte alignment, and returns its address. */
  input(numbers: Numbers, skew = 0): number {
    const at = this.#reserve(numbers.byteLength, skew);
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    return at;
  }

  /** Reserves room for an output, full of fence bytes, and returns its address. */
  output(bytes: number, skew = 0): number {
    const at = this.#reserve(bytes, skew);
    this.#outputs.push([at, at + bytes]);
    return at;
  }

  /** Lays down what a kernel reads and may write, and returns its address. */
  state(numbers: Numbers, skew = 0): number {
    const at = this.input(numbers, skew);
    this.#outputs.push([at, at + numbers.byteLength]);
    return at;
  }

  /** Puts numbers where an output is, for kernels that work in place. */
  write(numbers: Numbers, at: number): void {
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
  }

  /** Calls a kernel, and returns what it returns. Throws if it wrote a byte outside the outputs, inputs included. */
  run(kernel: string, ...values: (number | bigint)[]): number {
    const bytes = new Uint8Array(this.#memory.buffer, 0, this.#top + GAP);
    const before = bytes.slice();
    const result = this.#kernels[kernel](...values);
    for (const [start, end] of this.#outputs) before.set(bytes.subarray(start, end), start);
    if (Buffer.compare(before, bytes) === 0) return result;
    const at = bytes.findIndex((byte, i) => byte !== before[i]);
    throw new Error(`${kernel} wrote at ${at}, outside its output ${JSON.stringify(this.#outputs)}`);
  }

  /** A copy of what lies at an address. */
  read<T extends Numbers>(ArrayType: NumbersConstructor<T>, at: number, length: number): T {
    const bytes = this.#memory.buffer.slice(at, at + length * ArrayType.BYTES_PER_ELEMENT);
    return new ArrayType(bytes, 0, length);
  }

  #reserve(bytes: number, skew: number): number {
    const at = this.#top + skew;
    this.#top = Math.ceil((at + bytes + GAP) / 16) * 16;
    if (this.#top + GAP > this.#memory.buffer.byteLength) throw new Error("the sandbox is too small");
    return at;
  }
}

const modules = new Map<string, WebAssembly.Module>();

function compiled(module: string, variant: string): WebAssembly.Module {
  const file = `${module}.${variant}.wasm`;
  let result = modules.get(file);
  if (!result) modules.set(file, (result = new WebAssembly.Module(readFileSync(new URL(`../../build/${file}`, import.meta.url)))));
  return result;
}
