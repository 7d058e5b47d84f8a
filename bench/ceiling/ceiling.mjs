/** Measures what this engine can do on this machine: GFLOP/s, GB/s and the cost of a call. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ceilingModule } from "./build.mjs";

const KB = 1024;
const MB = 1024 * KB;

/** A probe of a millisecond: the rate of the plain f32 multiply-add loop, in GFLOP/s. */
export function openProbe() {
  const { kernels } = open("simd");
  for (let i = 0; i < 100; i++) kernels.muladd_f32(64, 2000);
  return () => rate(() => kernels.muladd_f32(64, 12000), 12000 * 12 * 8, 1);
}

/**
 * Best of `seconds` of short samples for each loop, so that a noisy neighbour does not lower the
 * ceiling. `f32` and `f64` are the fastest plain loops, the measure of everything else.
 */
export function measureCeilings(seconds = 0.1) {
  const ceilings = {};
  for (const variant of ["simd", "relaxed"]) {
    const opened = open(variant);
    if (!opened) continue;
    const { kernels } = opened;
    const suffix = variant === "simd" ? "" : "Relaxed";
    for (const [type, lanes] of [["f32", 4], ["f64", 2]]) {
      const registers = best(() => kernels[`muladd_${type}`](64, 20000), 20000 * 12 * lanes * 2, seconds);
      const inCache = best(() => kernels[`gemm_${type}`](1024, 8192, 64, 64, 400), 400 * 64 * 8 * lanes * 2, seconds);
      ceilings[type + suffix] = { registers, inCache, best: Math.max(registers, inCache) };
    }
  }
  const { kernels, memory } = open("simd");
  memory.grow(2100);
  ceilings.bandwidth = {};
  for (const [name, bytes] of [["16KB", 16 * KB], ["1MB", MB], ["64MB", 64 * MB]]) {
    const to = MB + bytes;
    ceilings.bandwidth[name] = {
      read: best(() => kernels.read(MB, bytes), bytes, seconds),
      copy: best(() => kernels.copy(MB, to, bytes), bytes, seconds),
      copyBulk: best(() => kernels.copy_bulk(MB, to, bytes), bytes, seconds),
    };
  }
  const outside = new Float32Array(MB);
  const inside = new Float32Array(memory.buffer, MB, MB);
  ceilings.bandwidth.fromJavaScript4MB = best(() => inside.set(outside), 4 * MB, seconds);
  ceilings.bandwidth.toJavaScript4MB = best(() => outside.set(inside), 4 * MB, seconds);
  const calls = 1e6;
  ceilings.callNanoseconds = 1 / best(() => callOften(kernels.call, calls), calls, seconds);
  return ceilings;
}

function callOften(call, times) {
  let sum = 0;
  for (let i = 0; i < times; i++) sum = call(sum, i);
  return sum;
}

function open(variant) {
  const bytes = readFileSync(ceilingModule(variant));
  if (!WebAssembly.validate(bytes)) return undefined;
  const memory = new WebAssembly.Memory({ initial: 32, maximum: 4096 });
  new Float32Array(memory.buffer, 64, 8).fill(0.5);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return { kernels: exports, memory };
}

/** Billions of units a second, the best of short samples for that long; each sample takes a tenth of a millisecond or more. */
function best(run, units, seconds) {
  const end = performance.now() + seconds * 1000;
  rate(run, units, 20);
  const times = Math.max(1, Math.ceil((1e-4 * rate(run, units, 20) * 1e9) / units));
  let fastest = 0;
  do fastest = Math.max(fastest, rate(run, units, times));
  while (performance.now() < end);
  return fastest;
}

function rate(run, units, times) {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return (units * times) / (performance.now() - start) / 1e6;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(process.version, JSON.stringify(measureCeilings(), (_, value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value), 2));
}
