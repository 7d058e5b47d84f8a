/** Seeded inputs, the same in every language: integer arithmetic and one exact division. */

export function mix(i, seed) {
  let h = (Math.imul(i, 0x9e3779b1) + Math.imul(seed, 0x85ebca6b)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** n values in [-1, 1), exact in float32. */
export function signed(n, seed, ArrayType) {
  const values = new ArrayType(n);
  for (let i = 0; i < n; i++) values[i] = (mix(i, seed) >>> 8) / 0x800000 - 1;
  return values;
}

/** n whole values from 0 to 255. */
export function bytes(n, seed) {
  const values = new Uint8Array(n);
  for (let i = 0; i < n; i++) values[i] = mix(i, seed) >>> 24;
  return values;
}

/** n values in [0, scale). */
export function positive(n, seed, ArrayType, scale = 1) {
  const values = new ArrayType(n);
  for (let i = 0; i < n; i++) values[i] = ((mix(i, seed) >>> 8) / 0x1000000) * scale;
  return values;
}
