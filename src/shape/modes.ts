import type { Method, Mode } from "../types.js";

export function isMode(word: unknown): word is Mode {
  return word === "full" || word === "same" || word === "valid";
}

export function isMethod(word: unknown): word is Method {
  return word === "auto" || word === "direct" || word === "fft";
}

/** A run of outputs of the full convolution along one axis. */
export interface Span {
  /** Index in the full result, which has N + K − 1 outputs. */
  start: number;
  length: number;
}

/**
 * Which outputs of the full convolution of N samples by K a mode returns.
 *
 * | mode  | start        | length    |
 * | :---- | :----------- | :-------- |
 * | full  | 0            | N + K − 1 |
 * | same  | ⌊(K − 1)/2⌋  | N         |
 * | valid | K − 1        | N − K + 1 |
 */
export function modeSpan(mode: Mode, N: number, K: number): Span {
  switch (mode) {
    case "full":
      // Of two empty sides it has none, not one less than none.
      return { start: 0, length: Math.max(0, N + K - 1) };
    case "same":
      return { start: (K - 1) >> 1, length: N };
    case "valid":
      return { start: K - 1, length: N - K + 1 };
  }
}
