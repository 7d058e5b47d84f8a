/**
 * Sums of windows of `length` numbers, from sums from the beginning and to the end of blocks of `length`, of which every window meets two (van Herk's
 * scheme): nothing is subtracted, so that a number touches only its own windows, and integers come out exact. Three additions for each number, however
 * long the window.
 */

/** The sums over every window of h rows and w columns of a plane of H rows and W columns: row n of the result begins at n·W. In place. */
export function sumWindows(plane: Float64Array, H: number, W: number, h: number, w: number): Float64Array {
  if (w > 1) for (let row = 0; row < H; row++) sumAlong(plane.subarray(row * W, (row + 1) * W), w);
  if (h > 1) sumDown(plane, H, W, h);
  return plane;
}

/** x[n] ← Σ_{k < length} x[n + k], 0 ≤ n ≤ N − length. */
function sumAlong(x: Float64Array, length: number): void {
  const N = x.length;
  const toEnd = new Float64Array(N);
  for (let n = N - 1; n >= 0; n--) toEnd[n] = (n + 1) % length === 0 || n === N - 1 ? x[n] : x[n] + toEnd[n + 1];
  let fromStart = 0;
  for (let last = 0; last < N; last++) {
    fromStart = last % length === 0 ? x[last] : fromStart + x[last];
    const n = last - length + 1;
    // a window that begins with a block is that block
    if (n >= 0) x[n] = n % length === 0 ? toEnd[n] : toEnd[n] + fromStart;
  }
}

/** x[n, j] ← Σ_{k < length} x[n + k, j], 0 ≤ n ≤ H − length, for every column j. */
function sumDown(x: Float64Array, H: number, W: number, length: number): void {
  const toEnd = x.slice();
  for (let n = H - 2; n >= 0; n--) {
    if ((n + 1) % length === 0) continue;
    for (let j = n * W, end = j + W; j < end; j++) toEnd[j] += toEnd[j + W];
  }
  const fromStart = new Float64Array(W);
  for (let last = 0; last < H; last++) {
    const entering = x.subarray(last * W, (last + 1) * W);
    if (last % length === 0) fromStart.set(entering);
    else for (let j = 0; j < W; j++) fromStart[j] += entering[j];
    const n = last - length + 1;
    if (n < 0) continue;
    const block = toEnd.subarray(n * W, (n + 1) * W);
    const sums = x.subarray(n * W, (n + 1) * W);
    if (n % length === 0) sums.set(block);
    else for (let j = 0; j < W; j++) sums[j] = block[j] + fromStart[j];
  }
}
