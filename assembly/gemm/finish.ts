import { clamped, transposed } from "../layout/square";

/**
 * Sums of a panel delivered: out[o, p] = clamp(y[p, o] + bias[o]), between low and high; NaN stays.
 *
 * Outputs of a channel stand `step` bytes apart, and channels `pitch` bytes: vectors are of whichever are neighbours.
 *
 *   reads     y[0 .. P-1, 0 .. W-1], bias[0 .. W-1]
 *   writes    P numbers in each of O ≤ W channels; must not overlap what is read
 *   rounding  one addition
 */
// @ts-ignore: decorator
@inline
function finish<T>(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, step: usize, low: T, high: T): void {
  const size: usize = sizeof<T>();
  const lanes: usize = 16 / size;
  const least = v128.splat<T>(low), most = v128.splat<T>(high);
  let p: usize = 0;
  if (O == 2 * lanes && (step == size || pitch == size)) {
    for (let half: usize = 0; half < 32; half += 16) {
      const shift = v128.load(bias + half);
      const from = y + half;
      const to = out + (half / size) * pitch;
      if (step == size) for (p = 0; p + lanes <= P; p += lanes) transposed<T>(from + p * 32, 32, to + p * size, pitch, shift, least, most);
      else for (p = 0; p < P; p++) v128.store(to + p * step, clamped<T>(v128.load(from + p * 32), shift, least, most));
    }
  }
  for (let o: usize = 0; o < O; o++) {
    const shift = load<T>(bias + o * size);
    let from = y + p * 32 + o * size;
    let to = out + o * pitch + p * step;
    for (let n = p; n < P; n++, from += 32, to += step) {
      let value = load<T>(from) + shift;
      if (value < low) value = low;
      if (value > high) value = high;
      store<T>(to, value);
    }
  }
}

export function finish_f32(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, step: usize, low: f32, high: f32): void { finish<f32>(y, bias, out, P, O, pitch, step, low, high); }
export function finish_f64(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, step: usize, low: f64, high: f64): void { finish<f64>(y, bias, out, P, O, pitch, step, low, high); }
