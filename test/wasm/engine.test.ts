import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

let engine: typeof import("../../src/wasm/engine");
let direct: typeof import("../../src/wasm/direct");
let library: typeof import("../../src/index");
let modules: (typeof import("../../src/wasm/modules"))["modules"];

beforeEach(async () => {
  vi.resetModules();
  engine = await import("../../src/wasm/engine");
  direct = await import("../../src/wasm/direct");
  library = await import("../../src/index");
  ({ modules } = await import("../../src/wasm/modules"));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The names of the modules that the build writes. */
const names = [...new Set(readdirSync(new URL("../../build/", import.meta.url)).map((file) => file.split(".")[0]))].sort();

test("every module that is built is known, by its file's name", () => {
  expect(modules.map(({ module }) => module).sort()).toEqual(names);
});

const compiled = (file: string) => new WebAssembly.Module(readFileSync(new URL(`../../build/${file}.wasm`, import.meta.url)));

describe("the build that runs", () => {
  test("is the relaxed one where the engine accepts it", () => {
    expect(engine.variant()).toBe(engine.supportsRelaxed() ? "relaxed" : "simd");
    expect(engine.supportsSimd()).toBe(true);
    // V8 has relaxed SIMD since Chrome 114; Node 20 keeps it behind a flag.
    expect(engine.supportsRelaxed()).toBe(Number(process.versions.node.split(".")[0]) >= 22);
  });

  test("is the plain one where only that is accepted", () => {
    const { validate } = WebAssembly;
    vi.spyOn(WebAssembly, "validate").mockImplementation((bytes) => validate(bytes) && !Buffer.from(bytes as Uint8Array).includes(Buffer.of(0xfd, 0x85, 0x02)));
    expect(engine.supportsRelaxed()).toBe(false);
    expect(engine.variant()).toBe("simd");
    expect(library.convolve([1, 2], [1, 1])).toEqual(Float64Array.of(1, 3, 2));
  });

  test("is the plain one when deterministic is asked for, and goes back", () => {
    const before = engine.variant();
    const table = direct.directKernels();
    expect(engine.isDeterministic()).toBe(false);
    engine.setDeterministic(true);
    expect([engine.isDeterministic(), engine.variant()]).toEqual([true, "simd"]);
    if (before === "relaxed") expect(direct.directKernels()).not.toBe(table);
    engine.setDeterministic(false);
    expect(engine.variant()).toBe(before);
    expect(direct.directKernels()).toBe(table);
  });

  test("falls back to the plain one when the relaxed one computes wrongly", () => {
    const code = { simd: compiled("direct.simd"), relaxed: compiled("direct.simd") };
    vi.spyOn(WebAssembly, "validate").mockReturnValue(true);
    let checks = 0;
    const kernels = engine.kernelModule("direct", code, () => ++checks > 1);
    kernels();
    expect(checks).toBe(2);
  });
});

describe("a start that fails says what to do", () => {
  test("without SIMD: the versions that have it", () => {
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    vi.spyOn(WebAssembly, "Module").mockImplementation(function () {
      throw new WebAssembly.CompileError("invalid value type 's128'");
    } as never);
    const call = () => library.convolve([1], [1]);
    expect(call).toThrow(expect.objectContaining({ name: "EngineError", code: "unsupported" }));
    expect(call).toThrow(/Node 16\.6.*Chrome 92.*Firefox 90.*Safari 16\.4/);
  });

  test("where a policy forbids compiling: 'wasm-unsafe-eval'", () => {
    vi.spyOn(WebAssembly, "Module").mockImplementation(function () {
      throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
    } as never);
    const call = () => library.convolve([1], [1]);
    expect(call).toThrow(expect.objectContaining({ name: "EngineError", code: "forbidden" }));
    expect(call).toThrow(/'wasm-unsafe-eval'/);
    expect(call).toThrow(/init\(\{ module \}\)/);
  });

  test("and works once it is allowed", () => {
    vi.spyOn(WebAssembly, "Module").mockImplementation(function () {
      throw new WebAssembly.CompileError("not now");
    } as never);
    expect(() => library.convolve([1], [1])).toThrow();
    vi.restoreAllMocks();
    expect(library.convolve([2], [4])).toEqual(Float64Array.of(8));
  });

  test("where SIMD computes wrongly: that an update is needed", () => {
    const kernels = engine.kernelModule("direct", { simd: compiled("direct.simd"), relaxed: null }, () => false);
    expect(kernels).toThrow(expect.objectContaining({ name: "EngineError", code: "self-test" }));
    expect(kernels).toThrow(/wrongly.*update/);
  });

  test.each(names)("the self-test of %s sees kernels that do nothing", (name) => {
    // its kernels call those of "passes", which have to be right for it to start
    const kernels = modules.find(({ module }) => module === name)!;
    if (name === "convolution" || name === "fft") modules.find(({ module }) => module === "passes")!();
    const instance = WebAssembly.Instance;
    vi.spyOn(WebAssembly, "Instance").mockImplementation(function (module: WebAssembly.Module, imports: WebAssembly.Imports) {
      const { exports } = new instance(module, imports);
      return { exports: Object.fromEntries(Object.keys(exports).map((name) => [name, () => {}])) };
    } as never);
    expect(kernels).toThrow(expect.objectContaining({ code: "self-test", message: expect.stringContaining(`module ${name})`) as string }));
  });

  test("with a module of something else: that it does not fit", () => {
    const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 2, 8, 1, 1, 97, 1, 98, 3, 127, 0));
    engine.provide(direct.directKernels, "simd", empty);
    engine.provide(direct.directKernels, "relaxed", empty);
    expect(() => direct.directKernels()).toThrow(expect.objectContaining({ code: "module" }));
  });
});

describe("modules given from outside", () => {
  test("are used in place of the bytes inside", () => {
    const compile = vi.spyOn(WebAssembly, "Module");
    engine.provide(direct.directKernels, "simd", compiled("direct.simd"));
    engine.provide(direct.directKernels, "relaxed", compiled("direct.simd"));
    compile.mockClear();
    direct.directKernels();
    expect(compile).not.toHaveBeenCalled();
  });

  test("take effect even after the first call", () => {
    const table = direct.directKernels();
    engine.provide(direct.directKernels, engine.variant(), compiled(`direct.${engine.variant()}`));
    expect(direct.directKernels()).not.toBe(table);
  });

  test("compile() does it off the main thread, after which no call compiles", async () => {
    await engine.compile(direct.directKernels);
    const compile = vi.spyOn(WebAssembly, "Module");
    direct.directKernels();
    expect(compile).not.toHaveBeenCalled();
  });
});
