/** |actual − Σ a·b| over pairs, to about twice the precision of a number: products and sums keep their rounding errors. */
export function errorOf(actual: number, products: Iterable<readonly [number, number]>): number {
  let sum = 0;
  let rest = 0;
  for (const [a, b] of products) {
    const product = a * b;
    const next = sum + product;
    const shadow = next - sum;
    rest += sum - (next - shadow) + (product - shadow) + productError(a, b, product);
    sum = next;
  }
  return Math.abs(actual - sum - rest);
}

/** a·b − product, exactly, unless it underflows: Veltkamp's halves and Dekker's product. */
function productError(a: number, b: number, product: number): number {
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function halves(a: number): [high: number, low: number] {
  const scaled = 134217729 * a;
  const high = scaled - (scaled - a);
  return [high, a - high];
}
