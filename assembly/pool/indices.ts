/**
 * The maximum of each window of a plane of three axes, and where it stands:
 *
 *     y[n] = max over the window's taps of x,    z[n] = the index (i0 · N1 + i1) · N2 + i2 of it
 *
 * Of equal ones the first counts, of NaNs, which exceed every number, the last; of no tap y is −∞ and z is 0: PyTorch's rules.
 *
 * `shape` holds, as i32, three times for the axes: how many outputs, how many samples, the address of its windows, how many samples from one
 * tap to the next. Windows are pairs of i32: the first sample, how many taps.
 *
 *   reads     x, `step` bytes from one sample to the next; shape; windows
 *   writes    y, `step` bytes from one output to the next; z, one after another, as i32
 */
// @ts-ignore: decorator
@inline
function maxIndices<T>(x: usize, y: usize, z: usize, shape: usize, step: usize): void {
  const O0 = load<i32>(shape), O1 = load<i32>(shape, 16), O2 = load<i32>(shape, 32);
  const N1 = load<i32>(shape, 20), N2 = load<i32>(shape, 36);
  const d0 = load<i32>(shape, 12), d1 = load<i32>(shape, 28), d2 = load<i32>(shape, 44);
  let w0 = <usize>load<i32>(shape, 8);
  for (let o0 = 0; o0 < O0; o0++, w0 += 8) {
    const first0 = load<i32>(w0), last0 = first0 + load<i32>(w0, 4) * d0;
    let w1 = <usize>load<i32>(shape, 24);
    for (let o1 = 0; o1 < O1; o1++, w1 += 8) {
      const first1 = load<i32>(w1), last1 = first1 + load<i32>(w1, 4) * d1;
      let w2 = <usize>load<i32>(shape, 40);
      for (let o2 = 0; o2 < O2; o2++, w2 += 8) {
        const first2 = load<i32>(w2), last2 = first2 + load<i32>(w2, 4) * d2;
        let best: T = <T>-Infinity;
        let place = first0 < last0 && first1 < last1 && first2 < last2 ? (first0 * N1 + first1) * N2 + first2 : 0;
        for (let i0 = first0; i0 < last0; i0 += d0) {
          for (let i1 = first1; i1 < last1; i1 += d1) {
            const row = (i0 * N1 + i1) * N2;
            for (let i2 = first2; i2 < last2; i2 += d2) {
              const value = load<T>(x + <usize>(row + i2) * step);
              if (value > best || value != value) {
                best = value;
                place = row + i2;
              }
            }
          }
        }
        store<T>(y, best);
        store<i32>(z, place);
        y += step;
        z += 4;
      }
    }
  }
}

export function max_indices_f32(x: usize, y: usize, z: usize, shape: usize, step: usize): void { maxIndices<f32>(x, y, z, shape, step); }
export function max_indices_f64(x: usize, y: usize, z: usize, shape: usize, step: usize): void { maxIndices<f64>(x, y, z, shape, step); }
