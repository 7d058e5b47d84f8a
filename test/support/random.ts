/** A seeded stream of random numbers (mulberry32), so that a test that fails fails again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** The next number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let word = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  }

  /** A signed number in [−1, 1). */
  signed(): number {
    return 2 * this.next() - 1;
  }

  /** A whole number from least to most, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.integer(0, choices.length - 1)];
  }

  numbers(length: number): number[] {
    return Array.from({ length }, () => this.signed());
  }
}

/** `length` signed random numbers of a seed. */
export function random(seed: number, length: number): number[] {
  return new Random(seed).numbers(length);
}
