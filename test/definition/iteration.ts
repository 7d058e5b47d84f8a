/** What the kernels of assembly/restoration/ do to each number, as their comments state it; `round` is Math.fround for f32. */
type Round = (value: number) => number;
type Numbers = ArrayLike<number>;

const flush = (value: number, floor: number): number => (Math.abs(value) < floor ? 0 : value);

export function ratio(y: Numbers, c: Numbers, least: number, epsilon: number, dark: number, floor: number, round: Round): number[] {
  return Array.from(y, (value, n) => {
    const b = round((c[n] < least ? least : c[n]) + epsilon);
    return flush(b < dark ? 0 : round(value / b), floor);
  });
}

export function weighted(r: Numbers, w: Numbers, floor: number, round: Round): number[] {
  return Array.from(r, (value, n) => (w[n] === 0 ? 0 : flush(round(value * w[n]), floor)));
}

export function multiply(x: Numbers, c: Numbers, floor: number, round: Round): number[] {
  return Array.from(x, (value, n) => flush(round(value * c[n]), floor));
}

export function level(c: Numbers, s: Numbers, least: number, round: Round): number[] {
  return Array.from(c, (value, n) => (s[n] > least ? round(value / s[n]) : 1));
}

/** One over the length of the gradient: rows after x along two other axes, its last sample its own successor. */
export function steepness(x: Numbers, a: Numbers, b: Numbers, smooth: number, round: Round): number[] {
  return Array.from(x, (v, n) => {
    const [dx, da, db] = [round((n + 1 < x.length ? x[n + 1] : v) - v), round(a[n] - v), round(b[n] - v)];
    const square = round(round(round(dx * dx) + round(da * da)) + round(round(db * db) + smooth));
    return round(1 / round(Math.sqrt(square)));
  });
}

interface Rows {
  readonly x: Numbers;
  readonly s: Numbers;
  readonly a: Numbers;
  readonly b: Numbers;
  readonly p: Numbers;
  readonly sp: Numbers;
  readonly q: Numbers;
  readonly sq: Numbers;
}

export function regularise(c: Numbers, { x, s, a, b, p, sp, q, sq }: Rows, lambda: number, round: Round): number[] {
  return Array.from(c, (value, n) => {
    const flow = (next: number, before: number, sBefore: number) => round(round(round(next - x[n]) * s[n]) - round(round(x[n] - before) * sBefore));
    const [left, right] = [Math.max(n - 1, 0), Math.min(n + 1, x.length - 1)];
    const sum = round(round(flow(x[right], x[left], s[left]) + flow(a[n], p[n], sp[n])) + flow(b[n], q[n], sq[n]));
    return round(value / Math.max(round(1 - round(lambda * sum)), 0.125));
  });
}

export function predict(x: Numbers, p: Numbers, q: Numbers, alpha: number, beta: number, floor: number, round: Round): number[] {
  return Array.from(x, (v, n) => {
    const step = round(v - p[n]);
    const bend = round(step - round(p[n] - q[n]));
    return flush(Math.max(round(v + round(round(alpha * step) + round(beta * bend))), 0), floor);
  });
}

/** Pairs re, im. */
export function wiener(X: Numbers, H: Numbers, R: Numbers, balance: number, shift: number, round: Round): number[] {
  return Array.from(R, (value, f) => {
    const [xr, xi, hr, hi] = [X[2 * f], X[2 * f + 1], H[2 * f], H[2 * f + 1]];
    const r = round(value + shift);
    const d = round(round(round(hr * hr) + round(hi * hi)) + round(balance * round(r * r)));
    return [round(round(round(xr * hr) + round(xi * hi)) / d), round(round(round(xi * hr) - round(xr * hi)) / d)];
  }).flat();
}

export function inverse(X: Numbers, H: Numbers, floor: number, round: Round): number[] {
  return Array.from({ length: X.length / 2 }, (_, f) => {
    const [xr, xi] = [X[2 * f], X[2 * f + 1]];
    let [hr, hi] = [H[2 * f], H[2 * f + 1]];
    let m = round(Math.sqrt(round(round(hr * hr) + round(hi * hi))));
    if (m === 0 && floor > 0) [hr, hi, m] = [floor, 0, floor];
    const d = round(m * Math.max(m, floor));
    return [round(round(round(xr * hr) + round(xi * hi)) / d), round(round(round(xi * hr) - round(xr * hi)) / d)];
  }).flat();
}
