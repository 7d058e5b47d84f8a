/** The predicted time of something with these features. */
export function predicted(features, prices) {
  return features.reduce((sum, feature, i) => sum + feature * prices[i], 0);
}

/**
 * Prices ≥ 0 that make the relative errors of all predictions least in square: by coordinate descent, each price in turn set to its best
 * with the others as they are, and not below 0.
 */
export function fitPrices(samples) {
  const count = samples[0].features.length;
  const scaled = samples.map(({ features, time }) => features.map((feature) => feature / time));
  const prices = new Array(count).fill(0);
  const rest = samples.map(() => 1);
  for (let round = 0; round < 20000; round++) {
    let change = 0;
    for (let i = 0; i < count; i++) {
      let [along, square] = [0, 0];
      scaled.forEach((row, s) => {
        along += row[i] * rest[s];
        square += row[i] * row[i];
      });
      const next = square === 0 ? 0 : Math.max(0, prices[i] + along / square);
      const step = next - prices[i];
      if (step === 0) continue;
      scaled.forEach((row, s) => (rest[s] -= step * row[i]));
      prices[i] = next;
      change = Math.max(change, Math.abs(step) / (next || 1));
    }
    if (change < 1e-9) break;
  }
  return prices;
}
