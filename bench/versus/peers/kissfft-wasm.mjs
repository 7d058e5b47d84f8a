/** KISS FFT compiled to wasm, with a plan kept (its other package plans on every call): float32, any length, real ones even. */
import KissFFT from "@echogarden/kissfft-wasm";

export async function prepare({ kind, dtype, n, field }, { x }, out) {
  if (kind !== "fft" || dtype !== "f32" || (field === "real" && n % 2 === 1)) return undefined;
  const module = await KissFFT();
  const real = field === "real";
  const plan = real ? module._kiss_fftr_alloc(n, 0, 0, 0) : module._kiss_fft_alloc(n, 0, 0, 0);
  const from = module._malloc(4 * x.length);
  const to = module._malloc(4 * out.length);
  const input = module.HEAPF32.subarray(from / 4, from / 4 + x.length);
  const output = module.HEAPF32.subarray(to / 4, to / 4 + out.length);
  const resident = real ? () => module._kiss_fftr(plan, from, to) : () => module._kiss_fft(plan, from, to);
  input.set(x);
  const array = () => {
    input.set(x);
    resident();
    out.set(output);
  };
  return { array: { run: array, output: () => out }, resident: { run: resident, output: () => output } };
}
