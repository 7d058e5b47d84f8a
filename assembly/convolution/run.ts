import { Purpose, run } from "../fft/run";

export function run_f32(program: usize, x: usize, y: usize, a: usize, b: usize, scale: f32, divides: i32): void {
  run<f32>(program, x, y, a, b, scale, divides, Purpose.Convolution);
}
export function run_f64(program: usize, x: usize, y: usize, a: usize, b: usize, scale: f64, divides: i32): void {
  run<f64>(program, x, y, a, b, scale, divides, Purpose.Convolution);
}
