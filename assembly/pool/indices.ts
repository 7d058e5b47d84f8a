import { single, storeSingle } from "./combine";

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
 *
 * Four windows (f64: two) at a time along the last axis, unless their taps differ in number: a branch on who wins is wrong once a window.
 */
// @ts-ignore: decorator
@inline
function maxIndices<T>(x: usize, y: usize, z: usize, shape: usize, step: usize): void {
  const O0 = load<i32>(shape), O1 = load<i32>(shape, 16), O2 = load<i32>(shape, 32);
  const N1 = load<i32>(shape, 20), N2 = load<i32>(shape, 36);
  const d0 = load<i32>(shape, 12), d1 = load<i32>(shape, 28), d2 = load<i32>(shape, 44);
  const lanes = 16 / sizeof<T>();
  let w0 = <usize>load<i32>(shape, 8);
  for (let o0 = 0; o0 < O0; o0++, w0 += 8) {
    const first0 = load<i32>(w0), last0 = first0 + load<i32>(w0, 4) * d0;
    let w1 = <usize>load<i32>(shape, 24);
    for (let o1 = 0; o1 < O1; o1++, w1 += 8) {
      const first1 = load<i32>(w1), last1 = first1 + load<i32>(w1, 4) * d1;
      let w2 = <usize>load<i32>(shape, 40);
      for (let o2 = 0; o2 < O2;) {
        const whole = o2 + lanes <= O2 && equallyMany<T>(w2);
        // A window that is taken alone fills all lanes, of which one is written.
        const next: usize = whole ? 8 : 0;
        const count2 = load<i32>(w2, 4);
        const firsts = laneOfEach<T>(w2, next);
        const x0 = x + <usize>load<i32>(w2) * step, x1 = x + <usize>load<i32>(w2 + next) * step;
        const x2 = x + <usize>load<i32>(w2 + 2 * next) * step, x3 = x + <usize>load<i32>(w2 + 3 * next) * step;
        let best = v128.splat<T>(<T>-Infinity);
        let place = first0 < last0 && first1 < last1 && count2 > 0 ? add<T>(firsts, (first0 * N1 + first1) * N2) : v128.splat<T>(<T>0);
        for (let i0 = first0; i0 < last0; i0 += d0) {
          for (let i1 = first1; i1 < last1; i1 += d1) {
            let tap = (i0 * N1 + i1) * N2;
            for (let left = count2; left > 0; left--, tap += d2) {
              const at = <usize>tap * step;
              let value = v128.load_lane<T>(x1 + at, single<T>(x0 + at), 1);
              if (sizeof<T>() == 4) value = v128.load_lane<T>(x3 + at, v128.load_lane<T>(x2 + at, value, 2), 3);
              const wins = v128.or(v128.gt<T>(value, best), v128.ne<T>(value, value));
              best = v128.bitselect(value, best, wins);
              place = v128.bitselect(add<T>(firsts, tap), place, wins);
            }
          }
        }
        const places = sizeof<T>() == 4 ? place : v128.shuffle<i32>(place, place, 0, 2, 0, 2);
        if (whole) {
          v128.store_lane<T>(y, best, 0);
          v128.store_lane<T>(y + step, best, 1);
          if (sizeof<T>() == 4) {
            v128.store_lane<T>(y + 2 * step, best, 2);
            v128.store_lane<T>(y + 3 * step, best, 3);
            v128.store(z, places);
          } else v128.store64_lane(z, places, 0);
        } else {
          storeSingle<T>(y, best);
          v128.store32_lane(z, places, 0);
        }
        const done = whole ? lanes : 1;
        o2 += done;
        w2 += 8 * done;
        y += done * step;
        z += 4 * done;
      }
    }
  }
}

/** Whether the next windows, one for each lane, have as many taps each. */
// @ts-ignore: decorator
@inline
function equallyMany<T>(w: usize): bool {
  const count = load<i32>(w, 4);
  const pair = load<i32>(w, 12) == count;
  return sizeof<T>() == 4 ? pair && load<i32>(w, 20) == count && load<i32>(w, 28) == count : pair;
}

/** The first samples of windows `next` bytes apart, as integers of T's size. */
// @ts-ignore: decorator
@inline
function laneOfEach<T>(w: usize, next: usize): v128 {
  if (sizeof<T>() == 8) return i64x2.replace_lane(i64x2.splat(load<i32>(w)), 1, load<i32>(w + next));
  const pair = v128.load32_lane(w + next, v128.load32_zero(w), 1);
  return v128.load32_lane(w + 3 * next, v128.load32_lane(w + 2 * next, pair, 2), 3);
}

/** n + k of integers of T's size. */
// @ts-ignore: decorator
@inline
function add<T>(n: v128, k: i32): v128 {
  return sizeof<T>() == 4 ? i32x4.add(n, i32x4.splat(k)) : i64x2.add(n, i64x2.splat(k));
}

export function max_indices_f32(x: usize, y: usize, z: usize, shape: usize, step: usize): void { maxIndices<f32>(x, y, z, shape, step); }
export function max_indices_f64(x: usize, y: usize, z: usize, shape: usize, step: usize): void { maxIndices<f64>(x, y, z, shape, step); }
