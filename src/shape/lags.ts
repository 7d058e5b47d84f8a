import type { Mode } from "../types.js";

/** The first and the last lag of the outputs of a correlation of n1 samples with n2. */
export function lagRange(n1: number, n2: number, mode: Mode): { first: number; last: number } {
  const full = { first: 1 - n2, last: n1 - 1 };
  switch (mode) {
    case "full":
      return full;
    case "same": {
      // n1 lags around the middle one of all
      const first = full.first + ((n1 + n2 - 1) >> 1) - (n1 >> 1);
      return { first, last: first + n1 - 1 };
    }
    case "valid":
      return { first: Math.min(0, n1 - n2), last: Math.max(0, n1 - n2) };
  }
}
