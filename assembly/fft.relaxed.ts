/** The passes that most of a transform's time goes to: the others gain too little from fused multiply-add to be carried twice. */
export { pass4_f32, pass4_f64, unpass4_f32, unpass4_f64 } from "./fft/radix4";
