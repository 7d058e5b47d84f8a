import { transposed } from "../layout/square";

/**
 * Sums of a panel delivered: out[o, p] = clamp(y[p, o] + bias[o]), between low and high; NaN stays.
 *
 * "planes" has the outputs of a channel together, `step` bytes apart, and channels `pitch` bytes; "pixels" has the channels of a pixel together.
 *
 *   reads     y[0 .. P-1, 0 .. W-1], bias[0 .. W-1]
 *   writes    P numbers in each of O ≤ W channels; must not overlap what is read
 *   rounding  one addition
 */
// @ts-ignore: decorator
@inline
function finishPlanes<T>(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, step: usize, low: T, high: T): void {
  const size: usize = sizeof<T>();
  const lanes: usize = 16 / size;
  let p: usize = 0;
  if (step == size && O == 2 * lanes) {
    const least = v128.splat<T>(low), most = v128.splat<T>(high);
    for (; p + lanes <= P; p += lanes) {
      for (let half: usize = 0; half < 32; half += 16) {
        const b = v128.load(bias + half);
        transposed<T>(y + p * 32 + half, 32, out + (half / size) * pitch + p * size, pitch, b, least, most);
      }
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

// @ts-ignore: decorator
@inline
function finishPixels<T>(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, low: T, high: T): void {
  const size: usize = sizeof<T>();
  const end = y + P * 32;
  if (O == 32 / size) {
    const least = v128.splat<T>(low), most = v128.splat<T>(high);
    const b0 = v128.load(bias), b1 = v128.load(bias, 16);
    for (; y < end; y += 32, out += pitch) {
      v128.store(out, v128.pmin<T>(v128.pmax<T>(v128.add<T>(v128.load(y), b0), least), most));
      v128.store(out, v128.pmin<T>(v128.pmax<T>(v128.add<T>(v128.load(y, 16), b1), least), most), 16);
    }
    return;
  }
  for (; y < end; y += 32, out += pitch) {
    for (let o: usize = 0; o < O * size; o += size) {
      let value = load<T>(y + o) + load<T>(bias + o);
      if (value < low) value = low;
      if (value > high) value = high;
      store<T>(out + o, value);
    }
  }
}

export function finish_planes_f32(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, step: usize, low: f32, high: f32): void { finishPlanes<f32>(y, bias, out, P, O, pitch, step, low, high); }
export function finish_planes_f64(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, step: usize, low: f64, high: f64): void { finishPlanes<f64>(y, bias, out, P, O, pitch, step, low, high); }
export function finish_pixels_f32(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, low: f32, high: f32): void { finishPixels<f32>(y, bias, out, P, O, pitch, low, high); }
export function finish_pixels_f64(y: usize, bias: usize, out: usize, P: usize, O: usize, pitch: usize, low: f64, high: f64): void { finishPixels<f64>(y, bias, out, P, O, pitch, low, high); }
