import * as simdvolve from "../../src/index";
import { camel, camelWord, type Case, input, type Outcome } from "./cases";

/** Any function of ours, as the rows below call it: the cases are data, and their types are not known here. */
type Call = (...given: unknown[]) => never;

interface Row {
  /** Our function, by its public name. */
  readonly name: string;
  readonly run: (call: Call, given: Case) => Outcome[];
}

/** Calls ours with a case's arrays, then the named params, then the others as options. */
function row(name: string, ...first: readonly string[]): Row {
  return { name, run: (call, given) => [call(...given.inputs.map(input), ...first.map((param) => given.params[param]), camel(given.params, ...first))] };
}

const transforms = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft", "fft2", "ifft2", "rfft2", "irfft2", "fftn", "ifftn", "rfftn", "irfftn", "dct", "idct", "dctn", "idctn", "fftshift", "ifftshift"];
const windows = ["gaussian", "hann", "hamming", "blackman", "boxcar", "bartlett", "triang", "kaiser"];

/** SciPy's and NumPy's names, each with the function of ours that computes the same. */
export const rows: Record<string, Row> = {
  "numpy.convolve": row("convolve"),
  "numpy.correlate": row("correlate"),
  "signal.convolve": row("signal.convolve"),
  "signal.correlate": row("signal.correlate"),
  "signal.fftconvolve": row("signal.fftConvolve"),
  "signal.oaconvolve": row("signal.oaConvolve"),
  "signal.convolve2d": row("signal.convolve2d"),
  "signal.correlate2d": row("signal.correlate2d"),
  "signal.correlation_lags": row("signal.correlationLags", "in1_len", "in2_len"),
  "signal.deconvolve": {
    name: "signal.deconvolve",
    run: (call, given) => {
      const { quotient, remainder } = call(...given.inputs.map(input)) as { quotient: Outcome; remainder: Outcome };
      return [quotient, remainder];
    },
  },
  "signal.lfilter": {
    name: "signal.lfilter",
    run: (call, given) => {
      const [b, a, x, zi] = given.inputs.map(input);
      if (!zi) return [call(b, a, x, camel(given.params))];
      const { y, zf } = call(b, a, x, { ...camel(given.params), zi }) as { y: Outcome; zf: Outcome };
      return [y, zf];
    },
  },
  "signal.savgol_coeffs": row("signal.savgolCoeffs", "window_length", "polyorder"),
  "signal.savgol_filter": row("signal.savgolFilter", "window_length", "polyorder"),
  "signal.firwin": row("signal.firwin", "numtaps", "cutoff"),
  "signal.upfirdn": row("signal.upfirdn"),
  "signal.resample_poly": row("signal.resamplePoly", "up", "down"),
  ...Object.fromEntries(windows.map((name) => [`signal.windows.${name}`, row(`signal.windows.${name}`, "M")])),
  ...Object.fromEntries(transforms.map((name) => [`fft.${name}`, row(`fft.${name}`)])),
  ...Object.fromEntries(["correlate", "convolve", "correlate1d", "convolve1d", "sobel", "prewitt", "laplace"].map((name) => [`ndimage.${name}`, row(`ndimage.${name}`)])),
  "ndimage.uniform_filter": row("ndimage.uniformFilter"),
  "ndimage.uniform_filter1d": row("ndimage.uniformFilter1d", "size"),
  ...Object.fromEntries(["gaussian_filter", "gaussian_filter1d", "gaussian_laplace", "gaussian_gradient_magnitude", "fourier_gaussian"].map((name) => [`ndimage.${name}`, row(`ndimage.${camelWord(name)}`, "sigma")])),
  "ndimage.fourier_uniform": row("ndimage.fourierUniform", "size"),
  "ndimage.fourier_shift": row("ndimage.fourierShift", "shift"),
  "fft.fftfreq": row("fft.fftfreq", "n"),
  "fft.rfftfreq": row("fft.rfftfreq", "n"),
  "fft.next_fast_len": row("fft.nextFastLen", "target"),
};

/** Our function of a public name; undefined if there is none. */
export function ours(name: string): Call | undefined {
  return name.split(".").reduce<unknown>((at, word) => (at as Record<string, unknown> | undefined)?.[word], simdvolve) as Call | undefined;
}
