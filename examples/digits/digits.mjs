/** The handwritten digits: 8×8 pixels 0 … 16 and a label, 1797 of them, shuffled by a seed and cut into a part to learn from and a fifth to test on. */
import { readFileSync } from "node:fs";
import { NdArray } from "simdvolve";
import { uniform } from "../report/random.mjs";

const SIDE = 8;

/** @returns {{ train: Digits, test: Digits }} Pictures as [count, 1, 8, 8] from 0 to 1, and their labels. */
export function readDigits(seed) {
  const rows = readFileSync(new URL("../data/digits.csv", import.meta.url), "utf8").trim().split("\n").map((line) => line.split(",").map(Number));
  const order = shuffled(rows.length, uniform(seed));
  const tested = Math.round(rows.length / 5);
  return { train: digitsOf(rows, order.slice(tested)), test: digitsOf(rows, order.slice(0, tested)) };
}

/** Some of the digits, by their numbers. */
export function batchOf({ pictures, labels }, chosen) {
  const pixels = SIDE * SIDE;
  const data = new Float32Array(chosen.length * pixels);
  chosen.forEach((n, b) => data.set(pictures.data.subarray(n * pixels, (n + 1) * pixels), b * pixels));
  return { pictures: new NdArray(data, [chosen.length, 1, SIDE, SIDE]), labels: Int32Array.from(chosen, (n) => labels[n]) };
}

/** The numbers below `count` in a random order (Fisher and Yates). */
export function shuffled(count, next) {
  const order = Array.from({ length: count }, (_, n) => n);
  for (let n = count - 1; n > 0; n--) {
    const other = Math.floor(next() * (n + 1));
    [order[n], order[other]] = [order[other], order[n]];
  }
  return order;
}

function digitsOf(rows, order) {
  const data = Float32Array.from(order.flatMap((n) => rows[n].slice(0, SIDE * SIDE).map((value) => value / 16)));
  return { pictures: new NdArray(data, [order.length, 1, SIDE, SIDE]), labels: Int32Array.from(order, (n) => rows[n][SIDE * SIDE]) };
}
