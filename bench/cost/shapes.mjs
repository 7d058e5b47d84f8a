/** The grid on which the cost model is fitted and judged: one and two axes, both types, one-shot and planned. */
export function shapes() {
  const grid = [];
  for (const precision of ["float32", "float64"]) {
    for (const use of ["once", "planned"]) {
      for (const N of [128, 512, 2048, 8192, 32768, 131072, 1048576]) {
        for (const K of [4, 12, 31, 64, 100, 180, 400, 1024, 2500, 8192, 30000]) {
          if (K <= N) grid.push({ precision, use, input: [N], kernel: [K] });
        }
      }
      for (const [H, W] of [[24, 24], [64, 64], [100, 400], [256, 256], [512, 512], [1024, 1024], [600, 20]]) {
        for (const K of [3, 5, 7, 9, 12, 16, 24, 41, 64]) {
          if (K <= Math.min(H, W)) grid.push({ precision, use, input: [H, W], kernel: [K, K] });
        }
      }
    }
  }
  return grid;
}
