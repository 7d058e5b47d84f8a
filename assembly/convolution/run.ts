import { Purpose, run } from "../fft/run";

export function run_f32(program: usize, scale: f32, divides: i32): void {
  run<f32>(program, scale, divides, Purpose.Convolution);
}
export function run_f64(program: usize, scale: f64, divides: i32): void {
  run<f64>(program, scale, divides, Purpose.Convolution);
}
