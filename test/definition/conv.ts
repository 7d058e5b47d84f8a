import { indicesOf, place, sizeOf } from "./tensor";

/** A convolution of networks by its sizes, one number for each axis of space in every list. */
export interface ConvCase {
  readonly batch: number;
  readonly channels: number;
  readonly outputs: number;
  readonly groups: number;
  readonly input: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly pads: readonly (readonly [number, number])[];
  readonly paddingMode: "zeros" | "reflect" | "replicate" | "circular";
}

export function outputSpace({ input, kernel, stride, dilation, pads }: ConvCase): number[] {
  return input.map((N, a) => Math.floor((N + pads[a][0] + pads[a][1] - (kernel[a] - 1) * dilation[a] - 1) / stride[a]) + 1);
}

/** The index that the padding shows at i, outside 0 … N − 1; −1 for a zero. */
function shown(i: number, N: number, mode: ConvCase["paddingMode"]): number {
  if (i >= 0 && i < N) return i;
  if (mode === "zeros") return -1;
  if (mode === "replicate") return i < 0 ? 0 : N - 1;
  if (mode === "circular") return (i + N) % N;
  return i < 0 ? -i : 2 * N - 2 - i;
}

/** A product of the sum: weight[w] · x[x], or weight[w] · 0 where x is −1, in the padding. */
export interface Product {
  readonly x: number;
  readonly w: number;
}

/** For each output, in the order [batch, output channel, …], the products that it sums. Zeros of the padding are samples. */
export function convProducts(given: ConvCase): Product[][] {
  const { batch, channels, outputs, groups, input, kernel, stride, dilation, pads, paddingMode } = given;
  const space = outputSpace(given);
  const depth = channels / groups;
  const taps = indicesOf(kernel);
  return indicesOf([batch, outputs, ...space]).map(([b, o, ...at]) => {
    const group = Math.floor(o / (outputs / groups));
    const products: Product[] = [];
    for (let c = 0; c < depth; c++) {
      taps.forEach((tap, t) => {
        const index = at.map((n, a) => shown(n * stride[a] + tap[a] * dilation[a] - pads[a][0], input[a], paddingMode));
        const x = index.includes(-1) ? -1 : place([b, group * depth + c, ...index], [batch, channels, ...input]);
        products.push({ x, w: (o * depth + c) * sizeOf(kernel) + t });
      });
    }
    return products;
  });
}
