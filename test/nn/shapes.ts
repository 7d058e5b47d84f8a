import { type ConvCase, outputSpace } from "../definition/conv";
import type { Random } from "../support/random";

/** A random convolution that has outputs: small, and as odd as may be. */
export function randomConv(dice: Random): ConvCase {
  for (;;) {
    const spatial = dice.pick([1, 2, 2, 2, 3]);
    const largest = [0, 40, 13, 6][spatial];
    const each = (least: number, most: number): number[] => Array.from({ length: spatial }, () => dice.integer(least, most));
    const groups = dice.pick([1, 1, 1, 2, 3, 5]);
    const depth = dice.pick([1, 1, 2, 3, 4, 7, 9]);
    const wide = dice.next() < 0.1;
    const input = each(1, largest);
    const kernel = dice.next() < 0.3 ? each(3, 3) : dice.next() < 0.1 ? [...input] : each(1, spatial === 1 ? 9 : 4);
    if (dice.next() < 0.15) kernel[dice.integer(0, spatial - 1)] = 1;
    const same = dice.next() < 0.4;
    const stride = same ? each(1, 1) : dice.next() < 0.2 ? each(1, largest + 2) : each(1, 3);
    const dilation = dice.next() < 0.6 ? each(1, 1) : dice.next() < 0.2 ? each(1, largest + 2) : each(1, 3);
    const paddingMode = dice.pick(["zeros", "zeros", "zeros", "reflect", "replicate", "circular"] as const);
    const most = (N: number): number => (paddingMode === "reflect" ? N - 1 : paddingMode === "circular" ? N : 9);
    const pads = input.map((N, a) => {
      const limit = Math.min(most(N), dice.pick([0, 1, 2, (kernel[a] - 1) * dilation[a]]));
      return [dice.integer(0, limit), dice.integer(0, limit)] as const;
    });
    const given: ConvCase = {
      batch: dice.pick([1, 1, 1, 2, 0]),
      channels: groups * (wide ? 19 * depth : depth),
      outputs: groups * dice.pick([1, 1, 2, 3, 4, 5, 8, 9, 17]),
      groups, input, kernel, stride, dilation, pads, paddingMode,
    };
    const space = outputSpace(given);
    const work = space.reduce((n, N) => n * N, given.batch * given.outputs * (given.channels / groups)) * kernel.reduce((n, K) => n * K);
    if (space.every((N) => N >= 1) && work < 60_000) return given;
  }
}
