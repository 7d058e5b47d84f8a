/**
 * What a sum over windows along one axis gives back, for rows of N numbers:
 *
 *     x[p][first[o] + k · step][n] += g[p][o][n],    0 ≤ k < count[o]
 *
 * `windows` holds pairs of i32: first[o] in bytes, count[o].
 *
 *   reads     g, one row after another; x; windows    no alignment needed
 *   writes    x; must not overlap g
 *   rounding  each x adds in the order of o
 */
// @ts-ignore: decorator
@inline
function spreadRows<T>(g: usize, windows: usize, x: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize): void {
  const bytes = N * sizeof<T>();
  for (; P > 0; P--, x += xPlane) {
    for (let o: usize = 0, w = windows; o < O; o++, w += 8, g += bytes) {
      let row = x + <usize>load<i32>(w);
      for (let left = load<i32>(w, 4); left > 0; left--, row += step) {
        let n: usize = 0;
        for (; n + 16 <= bytes; n += 16) v128.store(row + n, v128.add<T>(v128.load(row + n), v128.load(g + n)));
        for (; n < bytes; n += sizeof<T>()) store<T>(row + n, load<T>(row + n) + load<T>(g + n));
      }
    }
  }
}

export function spread_rows_f32(g: usize, windows: usize, x: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize): void { spreadRows<f32>(g, windows, x, O, N, step, P, xPlane); }
export function spread_rows_f64(g: usize, windows: usize, x: usize, O: usize, N: usize, step: usize, P: usize, xPlane: usize): void { spreadRows<f64>(g, windows, x, O, N, step, P, xPlane); }

/**
 * x[z[n] · step] += g[n · step], for N indices: what the maxima that stood at z give back. Steps count bytes.
 *
 *   reads     g, x, z[0 .. N-1] as i32
 *   writes    x
 *   rounding  in the order of n
 */
// @ts-ignore: decorator
@inline
function scatter<T>(g: usize, z: usize, x: usize, N: usize, step: usize): void {
  const end = z + 4 * N;
  for (; z < end; z += 4, g += step) {
    const at = x + <usize>load<i32>(z) * step;
    store<T>(at, load<T>(at) + load<T>(g));
  }
}

export function scatter_f32(g: usize, z: usize, x: usize, N: usize, step: usize): void { scatter<f32>(g, z, x, N, step); }
export function scatter_f64(g: usize, z: usize, x: usize, N: usize, step: usize): void { scatter<f64>(g, z, x, N, step); }
