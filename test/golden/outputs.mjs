/**
 * Some thousand outputs of the plain build, as a hash for every section: the same in every engine. Runs wherever the built package does;
 * `run.mjs` prints them.
 */
import { arrays } from "./sections/arrays.mjs";
import { layers } from "./sections/layers.mjs";
import { pictures } from "./sections/pictures.mjs";
import { restoration } from "./sections/restoration.mjs";
import { signals } from "./sections/signals.mjs";
import { transforms } from "./sections/transforms.mjs";

/** A seeded stream of random numbers in [−1, 1) that are multiples of 2^-31, and so the same in every engine. */
function randomStream(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) | 0) / 2147483648;
  };
}

/** Two FNV-1a sums over the words of every number; NaN counts as one value, whatever its bits. */
class Hash {
  #low = 0x811c9dc5;
  #high = 0x01000193;
  #number = new Float64Array(1);
  #words = new Uint32Array(this.#number.buffer);
  count = 0;

  addAll(values) {
    this.count++;
    this.add(values.length);
    for (let n = 0; n < values.length; n++) this.add(values[n]);
  }

  add(value) {
    this.#number[0] = Number.isNaN(value) ? 0 : value;
    if (Number.isNaN(value)) this.#words[1] = 0x7ff80000;
    for (const word of this.#words) {
      this.#low = Math.imul(this.#low ^ word, 0x01000193);
      this.#high = Math.imul(this.#high ^ word ^ (this.#low >>> 15), 0x85ebca6b);
    }
  }

  get text() {
    return [this.#high, this.#low].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
/** A section's random inputs, and `take`, which adds an array to its hash. */
function inputs(NdArray, hash) {
  const next = randomStream(2026);
  const numbers = (ArrayType, length) => new ArrayType(length).map(() => next());
  return {
    next,
    numbers,
    upTo: (most) => 1 + Math.floor(((next() + 1) / 2) * most),
    real(ArrayType, shape) {
      const data = numbers(ArrayType, shape.reduce((size, extent) => size * extent, 1));
      return shape.length === 1 ? data : new NdArray(data, shape);
    },
    complex: (ArrayType, shape) =>
      new NdArray(numbers(ArrayType, shape.reduce((size, extent) => size * extent, 2)), shape, undefined, 0, ArrayType === Float32Array ? "complex64" : "complex128"),
    take: (result) => hash.addAll(ArrayBuffer.isView(result) ? result : result.data),
    types: [Float32Array, Float64Array],
    /** The greatest extent of an axis, by how many axes there are. */
    extents: [0, 90, 12, 5],
  };
}

const sections = { signals, transforms, pictures, arrays, restoration, layers };

/** Computes the outputs of a library: of every section, how many arrays there were, and their hash. */
export function golden(library) {
  const before = library.features().deterministic;
  library.configure({ deterministic: true });
  try {
    return Object.fromEntries(
      Object.entries(sections).map(([name, section]) => {
        const hash = new Hash();
        section(library, inputs(library.NdArray, hash));
        return [name, { count: hash.count, hash: hash.text }];
      }),
    );
  } finally {
    library.configure({ deterministic: before });
  }
}
