import { besselI0 } from "./bessel.js";
import { exp } from "./exponential.js";
import { cosTurns } from "./turns.js";

/** Windows by name. */
export type WindowWord = "boxcar" | "triang" | "bartlett" | "hann" | "hamming" | "blackman" | "gaussian" | "kaiser" | "generalHamming";

export const windowWords: readonly WindowWord[] = ["boxcar", "triang", "bartlett", "hann", "hamming", "blackman", "gaussian", "kaiser", "generalHamming"];

/** What the windows that need a parameter call it. */
export const windowParameters: Partial<Record<WindowWord, string>> = { gaussian: "std", kaiser: "beta", generalHamming: "alpha" };

/**
 * M samples of a window. One that is periodic is the symmetric one of M + 1 samples without its last. Symmetric ones
 * are so in every bit.
 */
export function windowValues(word: WindowWord, M: number, parameter = 0, symmetry: "symmetric" | "periodic" = "symmetric"): Float64Array<ArrayBuffer> {
  if (M <= 1) return new Float64Array(M).fill(1);
  const length = symmetry === "symmetric" ? M : M + 1;
  const value = sampleOf(word, length, parameter);
  const values = new Float64Array(M);
  for (let n = 0; 2 * n < length; n++) {
    values[n] = value(length - 1 - 2 * n);
    if (length - 1 - n < M) values[length - 1 - n] = values[n];
  }
  return values;
}

/** The window as a function of twice the distance from its middle, a whole number. */
function sampleOf(word: WindowWord, length: number, parameter: number): (twice: number) => number {
  const reach = length - 1;
  switch (word) {
    case "boxcar":
      return () => 1;
    case "triang":
      return (twice) => (length % 2 === 0 ? (length - twice) / length : (length + 1 - twice) / (length + 1));
    case "bartlett":
      return (twice) => (reach - twice) / reach;
    case "hann":
      return cosines(reach, 0.5, 0.5);
    case "hamming":
      return cosines(reach, 0.54, 1 - 0.54);
    case "generalHamming":
      return cosines(reach, parameter, 1 - parameter);
    case "blackman":
      return cosines(reach, 0.42, 0.5, 0.08);
    case "gaussian":
      return (twice) => exp(-(twice * twice) / (8 * parameter * parameter));
    case "kaiser": {
      const peak = besselI0(parameter);
      return (twice) => besselI0((parameter / reach) * Math.sqrt((reach - twice) * (reach + twice))) / peak;
    }
  }
}

/** a + b cos(2πd/reach) + c cos(4πd/reach), d the distance from the middle. */
function cosines(reach: number, a: number, b: number, c = 0): (twice: number) => number {
  return (twice) => a + b * cosTurns(twice, 2 * reach) + (c && c * cosTurns(2 * twice, 2 * reach));
}
