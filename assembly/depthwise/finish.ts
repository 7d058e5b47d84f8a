import { clamped } from "../layout/square";

/**
 * Rows of a plane's sums delivered: out[i, j] = clamp(y[i, j] + bias), between low and high; NaN stays.
 *
 *   reads     bias, one number; y, rows `yPitch` bytes apart
 *   writes    out, rows `outPitch` bytes apart and numbers `step`; must not overlap y
 *   rounding  one addition
 */
// @ts-ignore: decorator
@inline
function finishRows<T>(y: usize, yPitch: usize, out: usize, outPitch: usize, step: usize, rows: usize, columns: usize, bias: usize, low: T, high: T): void {
  const size: usize = sizeof<T>();
  const least = v128.splat<T>(low), most = v128.splat<T>(high);
  const one = load<T>(bias);
  const shift = v128.splat<T>(one);
  for (; rows > 0; rows--, y += yPitch, out += outPitch) {
    let from = y;
    let to = out;
    const end = y + columns * size;
    if (step == size) {
      for (; from + 16 <= end; from += 16, to += 16) v128.store(to, clamped<T>(v128.load(from), shift, least, most));
    }
    for (; from < end; from += size, to += step) {
      let value = load<T>(from) + one;
      if (value < low) value = low;
      if (value > high) value = high;
      store<T>(to, value);
    }
  }
}

export function finish_rows_f32(y: usize, yPitch: usize, out: usize, outPitch: usize, step: usize, rows: usize, columns: usize, bias: usize, low: f32, high: f32): void { finishRows<f32>(y, yPitch, out, outPitch, step, rows, columns, bias, low, high); }
export function finish_rows_f64(y: usize, yPitch: usize, out: usize, outPitch: usize, step: usize, rows: usize, columns: usize, bias: usize, low: f64, high: f64): void { finishRows<f64>(y, yPitch, out, outPitch, step, rows, columns, bias, low, high); }
