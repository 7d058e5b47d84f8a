/**
 * PFFFT (C, compiled to wasm): its transform, and an overlap-save of ours around its transform and
 * spectral product, as it has no convolution. Of the packages that wrap it, this one has a SIMD
 * build without a wrapper in the way. float32 only; N in multiples of the build's vector.
 */
import { blockSizes, fastest } from "../../javascript/overlap-save.mjs";

const REAL = 0;
const COMPLEX = 1;
const FORWARD = 0;
const BACKWARD = 1;

export async function preparePffft(module, row, { x, h, length }, out) {
  if (row.dtype !== "f32") return undefined;
  if (row.kind === "fft") return transform(module, row, x, out);
  if (row.kind === "fftconv") return overlapSave(module, row, x, h, length, out);
  return undefined;
}

function transform(module, { n, field }, x, out) {
  const setup = newSetup(module, n, field === "real" ? REAL : COMPLEX);
  if (!setup) return undefined;
  const from = floats(module, x.length);
  const to = floats(module, x.length);
  const work = floats(module, x.length);
  const heap = module.HEAPF32;
  const input = heap.subarray(from / 4, from / 4 + x.length);
  const output = heap.subarray(to / 4, to / 4 + x.length);
  const resident = () => module._pffft_transform_ordered(setup, from, to, work, FORWARD);
  // A real transform puts the last bin, which is real, in the place of the first one's imaginary part.
  const unpack = (target) => {
    target.set(output);
    if (field === "complex") return target;
    target[n] = target[1];
    target[1] = 0;
    target[n + 1] = 0;
    return target;
  };
  input.set(x);
  return {
    array: {
      run() {
        input.set(x);
        resident();
        unpack(out);
      },
      output: () => out,
    },
    resident: { run: resident, output: () => unpack(new Float32Array(out.length)) },
  };
}

function overlapSave(module, { m, mode }, x, h, length, out) {
  const start = mode === "same" ? (m - 1) >> 1 : 0;
  const sizes = blockSizes(m, length).flatMap((size) => [size, (3 * size) / 2]).filter((size) => size % 32 === 0);
  const plans = sizes.map((size) => planBlocks(module, h, size));
  const convolve = fastest(plans, (plan) => plan(x, out, start));
  return { plan: { run: () => convolve(x, out, start), output: () => out } };
}

/** The kernel's spectrum made, and a function that writes y[n] = Σ_k h[k] · x[n + start − k], block by block. */
function planBlocks(module, h, size) {
  const setup = newSetup(module, size, REAL);
  const [block, spectrum, product, work] = [0, 1, 2, 3].map(() => floats(module, size));
  const at = (address) => module.HEAPF32.subarray(address / 4, address / 4 + size);
  at(block).fill(0);
  at(block).set(h);
  module._pffft_transform(setup, block, spectrum, work, FORWARD);
  const overlap = h.length - 1;
  const fresh = size - overlap;

  return function convolve(x, y, start) {
    const samples = at(block);
    const sums = at(product);
    for (let n = 0; n < y.length; n += fresh) {
      const from = n + start - overlap;
      const first = Math.max(0, Math.min(size, -from));
      const last = Math.max(first, Math.min(size, x.length - from));
      samples.fill(0, 0, first);
      samples.set(x.subarray(from + first, from + last), first);
      samples.fill(0, last);
      module._pffft_transform(setup, block, block, work, FORWARD);
      sums.fill(0);
      module._pffft_zconvolve_accumulate(setup, block, spectrum, product, 1 / size);
      module._pffft_transform(setup, product, product, work, BACKWARD);
      const count = Math.min(fresh, y.length - n);
      y.set(sums.subarray(overlap, overlap + count), n);
    }
  };
}

/** A setup, or 0 where the build cannot do the length: vectors squared for the complex transform, twice that for the real one. */
function newSetup(module, n, kind) {
  const lanes = module._pffft_simd_size();
  const step = lanes * lanes * (kind === REAL ? 2 : 1);
  let rest = n;
  for (const factor of [2, 3, 5]) while (rest % factor === 0) rest /= factor;
  return n % step === 0 && rest === 1 ? module._pffft_new_setup(n, kind) : 0;
}

function floats(module, count) {
  const address = module._pffft_aligned_malloc(4 * count);
  if (!address) throw new Error("pffft: out of memory");
  return address;
}
