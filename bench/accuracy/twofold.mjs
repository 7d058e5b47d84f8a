/**
 * Numbers of twice a double's precision, as unevaluated sums of two doubles, high + low: what a result is compared with where a
 * double itself is not better than what it judges. Errors are about 2^-104 of the operands' size.
 */

/** What a + b = s lost in rounding, exactly (Knuth). */
export function sumTail(a, b, s) {
  const t = s - a;
  return a - (s - t) + (b - t);
}

/** What a · b = p lost in rounding, exactly, unless it underflows (Veltkamp's halves, Dekker's product). */
export function productTail(a, b, p) {
  const ta = 134217729 * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = 134217729 * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}

/** Complex numbers of twice the precision. */
export class Twofold {
  constructor(length) {
    this.length = length;
    this.re = new Float64Array(length);
    this.reLow = new Float64Array(length);
    this.im = new Float64Array(length);
    this.imLow = new Float64Array(length);
  }

  /** this[to] = a[i] · b[j], or a[i] · conj(b[j]) with sign −1. */
  setProduct(to, a, i, b, j, sign = 1) {
    const [x, xl, y, yl] = [a.re[i], a.reLow[i], a.im[i], a.imLow[i]];
    const [u, ul, v, vl] = [b.re[j], b.reLow[j], sign * b.im[j], sign * b.imLow[j]];
    const p = x * u;
    const q = -y * v;
    const s = p + q;
    const st = productTail(x, u, p) + productTail(-y, v, q) + sumTail(p, q, s) + (x * ul + xl * u - y * vl - yl * v);
    const g = x * v;
    const h = y * u;
    const t = g + h;
    const tt = productTail(x, v, g) + productTail(y, u, h) + sumTail(g, h, t) + (x * vl + xl * v + y * ul + yl * u);
    this.re[to] = s + st;
    this.reLow[to] = sumTail(s, st, this.re[to]);
    this.im[to] = t + tt;
    this.imLow[to] = sumTail(t, tt, this.im[to]);
  }
}

/** e^{−2πi k/N} for 0 ≤ k < count: one product of a coarse and a fine one each. */
export function roots(count, N) {
  const step = Math.max(1, Math.ceil(Math.sqrt(count)));
  const fine = new Twofold(step);
  const coarse = new Twofold(Math.ceil(count / step));
  for (let j = 0; j < step; j++) setRoot(fine, j, j, N);
  for (let i = 0; i < coarse.length; i++) setRoot(coarse, i, i * step, N);
  const table = new Twofold(count);
  for (let k = 0; k < count; k++) table.setProduct(k, coarse, Math.floor(k / step), fine, k % step);
  return table;
}

const TURN = [6.283185307179586, 2.4492935982947064e-16];

/** to[at] = e^{−2πi k/N}, by Taylor's series for an angle of at most an eighth of a turn, and symmetries. */
function setRoot(to, at, k, N) {
  // in eighths of a turn, so that the reduction is in whole numbers
  const eighths = (8 * k) % (8 * N);
  const quarter = Math.round(eighths / (2 * N));
  const angle = divided(times(TURN, eighths - 2 * N * quarter), 8 * N);
  const square = product(angle, angle);
  let cosine = [1, 0];
  let sine = angle;
  for (let term = [1, 0], odd = angle, n = 2; n <= 30; n += 2) {
    term = divided(product(term, square), -(n - 1) * n);
    odd = divided(product(odd, square), -n * (n + 1));
    cosine = sum(cosine, term);
    sine = sum(sine, odd);
  }
  const negative = ([high, low]) => [-high, -low];
  const [re, im] = [
    [cosine, sine],
    [negative(sine), cosine],
    [negative(cosine), negative(sine)],
    [sine, negative(cosine)],
  ][quarter % 4];
  [to.re[at], to.reLow[at]] = re;
  [to.im[at], to.imLow[at]] = negative(im);
}

function sum([a, al], [b, bl]) {
  const s = a + b;
  return settled(s, sumTail(a, b, s) + al + bl);
}

function product([a, al], [b, bl]) {
  const p = a * b;
  return settled(p, productTail(a, b, p) + a * bl + al * b);
}

function times(a, number) {
  return product(a, [number, 0]);
}

function divided([a, al], number) {
  const q = a / number;
  const p = q * number;
  return settled(q, (a - p - productTail(q, number, p) + al) / number);
}

function settled(high, low) {
  const s = high + low;
  return [s, sumTail(high, low, s)];
}
