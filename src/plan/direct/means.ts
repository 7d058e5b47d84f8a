import type { Source } from "../../array/source.js";
import type { Target } from "../../array/target.js";
import { copyInto } from "../../array/values.js";

/**
 * Means of windows of K samples of a signal of one axis, beyond whose ends there are zeros:
 *
 *     y[n] = (Σ_{k=0}^{K-1} x[n + start − k]) / K
 *
 * Nothing is ever subtracted (van Herk): the windows of up to K outputs that follow one another all hold the last sample of the first one, and are a sum that ends with it
 * and one that begins behind it, both in float64. So the cost of an output does not depend on K.
 *
 * @param start - The last sample of the first window, at most K − 1.
 */
export function windowMeans(x: Source, K: number, start: number, target: Target): void {
  const lanes = x.complex ? 2 : 1;
  const [M] = target.shape;
  const room = { shape: x.shape, stride: [1], complex: x.complex, contiguous: true };
  const samples = new Float64Array((M + K) * lanes);
  copyInto(x, { ...room, data: samples, offset: K - 1 - start, value: samples });
  const means = new Float64Array(M * lanes);
  for (let first = 0; first < M; first += K) {
    const count = Math.min(K, M - first);
    for (let lane = 0; lane < lanes; lane++) {
      let sum = 0;
      for (let n = first + K - 1; n >= first; n--) {
        sum += samples[n * lanes + lane];
        if (n < first + count) means[n * lanes + lane] = sum;
      }
      sum = 0;
      for (let n = first; n < first + count; n++) {
        means[n * lanes + lane] = (means[n * lanes + lane] + sum) / K;
        sum += samples[(n + K) * lanes + lane];
      }
    }
  }
  copyInto({ ...x, ...room, data: means, shape: [M], offset: 0, dtype: x.complex ? "complex128" : "float64" }, target);
}
