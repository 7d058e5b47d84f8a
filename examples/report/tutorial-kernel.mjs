/**
 * The Gaussian kernel as the tutorial writes it: the density of the normal distribution at n points
 *
 *     g[i] = e^(−t² / 2σ²) / (σ √2π),   t = linspace(−⌊n/2⌋ + ½, ⌊n/2⌋ − ½, n)
 *
 * For odd n the points lie (n − 2) / (n − 1) apart, not 1, so the kernel sums to more than 1.
 * Kept here to show that; use signal.windows.gaussian over its sum.
 */
export function gaussianKernel1D(n, sigma) {
  const end = Math.floor(n / 2) - 0.5;
  return Float64Array.from({ length: n }, (_, i) => {
    const t = -end + (2 * end * i) / (n - 1);
    return Math.exp(-(t * t) / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
  });
}
