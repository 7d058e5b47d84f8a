/**
 * Savitzky–Golay weights: the derivative of order `deriv`, at place `at`, of the polynomial that fits W equally spaced samples best,
 * as a sum over the samples
 *
 *     w[j] = Σ_{k ≤ polyorder} p_k(j) · p_k^(deriv)(at) / ‖p_k‖² / delta^deriv
 *
 * p_k are the polynomials that are orthogonal over the samples (Gram's), by their recurrence p_{k+1} = s·p_k − b_k·p_{k−1} with s
 * counted from the middle: no system of equations, and no loss of digits where the powers of s would be nearly dependent.
 */
export function savgolWeights(W: number, polyorder: number, deriv: number, delta: number, at: number): Float64Array<ArrayBuffer> {
  const weights = new Float64Array(W);
  if (deriv > polyorder) return weights;
  const middle = (W - 1) / 2;
  let scale = 1;
  for (let i = 0; i < deriv; i++) scale /= delta;
  let before = new Float64Array(W);
  let p = new Float64Array(W).fill(1);
  // derivatives of order 0 … deriv at the place
  let valuesBefore = new Float64Array(deriv + 1);
  let values = new Float64Array(deriv + 1);
  values[0] = 1;
  let norm = W;
  for (let k = 0; ; k++) {
    const factor = (values[deriv] / norm) * scale;
    for (let j = 0; j < W; j++) weights[j] += p[j] * factor;
    if (k === polyorder) return weights;
    const b = k === 0 ? 0 : (k * k * (W * W - k * k)) / (4 * (4 * k * k - 1));
    const next = new Float64Array(W);
    for (let j = 0; j < W; j++) next[j] = (j - middle) * p[j] - b * before[j];
    const valuesNext = new Float64Array(deriv + 1);
    for (let d = 0; d <= deriv; d++) valuesNext[d] = (at - middle) * values[d] + (d > 0 ? d * values[d - 1] : 0) - b * valuesBefore[d];
    [before, p] = [p, next];
    [valuesBefore, values] = [values, valuesNext];
    norm = p.reduce((sum, value) => sum + value * value, 0);
  }
}
