/**
 * Copies the conformance cases that the tests here replay, from the folder given, and packs their arrays anew:
 *
 *     node test/oracle/copy.mjs ../shared/conformance
 *
 * Add an op's module below when its façade arrives.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const suites = {
  scipy: ({ op }) => /^(numpy|signal|fft|ndimage)\./.test(op),
  opencv: () => true,
  skimage: () => true,
  tutorial: () => true,
  torch: () => true,
  onnx: ({ op }) => /^(DFT|\w+Window)$/.test(op),
};
const SIZES = { float32: 4, float64: 8, complex64: 8, complex128: 16, uint8: 1, int8: 1, uint16: 2, int16: 2, int32: 4, uint32: 4 };

const from = process.argv[2];
for (const [suite, wanted] of Object.entries(suites)) {
  const bytes = readFileSync(`${from}/${suite}/data.bin`);
  const parts = [];
  const places = new Map();
  let end = 0;
  /** An array's entry with its place in the new file; arrays that the source stores once stay so. */
  const moved = (entry) => {
    if (entry.offset === undefined) return entry;
    const size = entry.shape.reduce((n, extent) => n * extent, SIZES[entry.dtype]);
    const key = `${entry.offset} ${size}`;
    if (!places.has(key)) {
      places.set(key, end);
      const part = Buffer.alloc(Math.ceil(size / 8) * 8);
      bytes.copy(part, 0, entry.offset, entry.offset + size);
      parts.push(part);
      end += part.length;
    }
    return { ...entry, offset: places.get(key) };
  };
  const cases = JSON.parse(readFileSync(`${from}/${suite}/manifest.json`, "utf8"))
    .filter(wanted)
    .map((given) => ({ ...given, inputs: given.inputs.map(moved), outputs: given.outputs.map(moved) }));
  const to = new URL(`./${suite}/`, import.meta.url);
  mkdirSync(to, { recursive: true });
  writeFileSync(new URL("manifest.json", to), `[\n${cases.map((given) => JSON.stringify(given)).join(",\n")}\n]\n`);
  writeFileSync(new URL("data.bin", to), Buffer.concat(parts));
  console.log(`${suite}: ${cases.length} cases, ${end} bytes`);
}
