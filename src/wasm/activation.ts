import { floatModule, type Floats, type KernelTable } from "./engine.js";
import { relaxed, simd } from "./generated/activation.js";

/** y[n] = f(x[n]), p being a parameter of f. What fills the last vector is read and written too. */
type Apply = (x: number, y: number, N: number, p: number) => void;
/** d[n] = g[n] · f′(x[n]), the last vector filled up likewise. */
type ApplySlope = (g: number, x: number, d: number, N: number, p: number) => void;

/** Functions of networks. Pointers are byte addresses, counts are numbers; assembly/activation/ states each. */
export interface ActivationKernels {
  /** The number between 0 and p. */
  readonly rectify: Apply;
  readonly rectify_slope: ApplySlope;
  /** x, or p·x below 0. */
  readonly leak: Apply;
  readonly leak_slope: ApplySlope;
  readonly sigmoid: Apply;
  readonly sigmoid_slope: ApplySlope;
  readonly tanh: Apply;
  readonly tanh_slope: ApplySlope;
  readonly gelu: Apply;
  readonly gelu_slope: ApplySlope;
  readonly silu: Apply;
  readonly silu_slope: ApplySlope;
  /** Softmax of R rows of N numbers. */
  softmax(x: number, y: number, R: number, N: number): void;
  /** d[n] = y[n] · (g[n] − Σ g·y), of R rows of N numbers. */
  softmax_slope(g: number, y: number, d: number, R: number, N: number): void;
}

/** @internal */
export const activationKernels = /* @__PURE__ */ floatModule<KernelTable<ActivationKernels>>("activation", { simd, relaxed }, knowsAnswers);

/** σ(0) is a half, tanh 100 is 1. */
function knowsAnswers({ sigmoid, tanh }: ActivationKernels, view: Floats, at: number): boolean {
  const from = at / view.BYTES_PER_ELEMENT;
  view.fill(0, from, from + 4);
  sigmoid(at, at, 4, 0);
  const halves = view[from] === 0.5 && view[from + 3] === 0.5;
  view.fill(100, from, from + 4);
  tanh(at, at, 4, 0);
  return halves && view[from] === 1 && view[from + 1] === 1;
}
