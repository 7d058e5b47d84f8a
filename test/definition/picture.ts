/** A picture: rows of pixels of interleaved samples. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

export interface Kernel {
  readonly height: number;
  readonly width: number;
  readonly weights: ArrayLike<number>;
  /** [x, y] */
  readonly anchor: readonly [number, number];
}

export interface Around {
  readonly border: "constant" | "replicate" | "reflect" | "reflect101" | "wrap";
  readonly value: (channel: number) => number;
}

/** The index that stands for one outside, step by step; null for a constant. */
export function inside(i: number, N: number, { border }: Around): number | null {
  for (let at = i; ; ) {
    if (at >= 0 && at < N) return at;
    if (border === "constant") return null;
    if (border === "replicate" || N === 1) at = at < 0 ? 0 : N - 1;
    else if (border === "wrap") at += at < 0 ? N : -N;
    else if (border === "reflect") at = at < 0 ? -1 - at : 2 * N - 1 - at;
    else at = at < 0 ? -at : 2 * (N - 1) - at;
  }
}

/** The samples that an output's sum goes over, in the order of the weights. */
export function windowOf(x: Pixels, kernel: Kernel, around: Around, i: number, j: number, c: number): number[] {
  const samples = [];
  for (let a = 0; a < kernel.height; a++) {
    for (let b = 0; b < kernel.width; b++) {
      const row = inside(i + a - kernel.anchor[1], x.height, around);
      const column = inside(j + b - kernel.anchor[0], x.width, around);
      samples.push(row === null || column === null ? around.value(c) : x.data[(row * x.width + column) * x.channels + c]);
    }
  }
  return samples;
}

/** Every output in order, each from its window. */
export function eachOutput(x: Pixels, kernel: Kernel, around: Around, value: (samples: readonly number[]) => number): number[] {
  const outputs = [];
  for (let i = 0; i < x.height; i++) {
    for (let j = 0; j < x.width; j++) {
      for (let c = 0; c < x.channels; c++) outputs.push(value(windowOf(x, kernel, around, i, j, c)));
    }
  }
  return outputs;
}

/** delta + Σ weights · samples of whole samples as an integer between least and most, without any rounding but that to nearest, half to even. */
export function exactly(weights: ArrayLike<number>, delta: number, [least, most]: readonly [number, number]): (samples: readonly number[]) => number {
  const all = [...Array.from(weights), delta];
  const shift = Math.max(0, ...all.map((weight) => (weight === 0 ? 0 : 52 - Math.floor(Math.log2(Math.abs(weight))))));
  const integers = all.map((weight) => scaled(weight, Math.min(shift, 1074)));
  const one = 1n << BigInt(Math.min(shift, 1074));
  return (samples) => {
    let sum = integers[samples.length];
    samples.forEach((sample, k) => (sum += integers[k] * BigInt(sample)));
    let floor = sum / one;
    if (floor * one > sum) floor -= 1n;
    const rest = 2n * (sum - floor * one);
    const whole = rest > one || (rest === one && floor % 2n !== 0n) ? floor + 1n : floor;
    return Math.min(Math.max(Number(whole), least), most);
  };
}

/** weight · 2^shift, an integer. */
function scaled(weight: number, shift: number): bigint {
  let value = weight;
  for (let left = shift; left > 0; left -= 500) value *= 2 ** Math.min(left, 500);
  return BigInt(value);
}
