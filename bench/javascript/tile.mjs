/**
 * The register-blocked loop: JavaScript written as source for one kernel size, so that every tap
 * is a constant local and nothing but samples is loaded in the loop,
 *
 *     y[yAt + n] (+)= Σ_a Σ_b w[wAt + a·columns + b] · x[at + a·pitch + n + b],    0 ≤ n < N
 *
 * four sums at a time, each sample loaded once for all of them. Four sums of 3 to 121 taps ran at
 * 7 to 9 GFLOP/s where a plain loop ran at 1 to 3; six and eight sums, taps in an array and float64
 * copies of float32 data were slower (Node 20, 2026-11).
 */
const SUMS = 4;
const loops = new Map();

/** The most taps that one loop keeps; more are taken in several passes over the outputs. */
export const MOST_TAPS = 128;

export function correlator(rows, columns, store) {
  // A small integer: a text would cost a small call as much as its sums.
  const key = (rows * 1024 + columns) * 2 + (store === "add" ? 1 : 0);
  let loop = loops.get(key);
  if (!loop) {
    loop = write(rows, columns, store);
    loops.set(key, loop);
  }
  return loop;
}

function write(rows, columns, store) {
  const lines = ['"use strict";', `const last = at + N - ${SUMS - 1}, end = at + N;`, "let p = at, q = yAt;"];
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < columns; b++) lines.push(`const w${a}_${b} = w[wAt + ${a * columns + b}];`);
  }
  lines.push(`for (; p < last; p += ${SUMS}, q += ${SUMS}) {`, ...tile(rows, columns, store, SUMS), "}");
  lines.push("for (; p < end; p++, q++) {", ...tile(rows, columns, store, 1), "}");
  return new Function("x", "at", "pitch", "w", "wAt", "y", "yAt", "N", lines.join("\n"));
}

function tile(rows, columns, store, sums) {
  const lines = [];
  for (let s = 0; s < sums; s++) lines.push(`let s${s} = ${store === "add" ? `y[q + ${s}]` : "0"};`);
  for (let a = 0; a < rows; a++) {
    lines.push(`const p${a} = p + ${a} * pitch;`);
    for (let j = 0; j < sums + columns - 1; j++) {
      const terms = [];
      for (let s = 0; s < sums; s++) {
        if (j - s >= 0 && j - s < columns) terms.push(`s${s} += w${a}_${j - s} * v;`);
      }
      lines.push(`{ const v = x[p${a} + ${j}]; ${terms.join(" ")} }`);
    }
  }
  for (let s = 0; s < sums; s++) lines.push(`y[q + ${s}] = s${s};`);
  return lines;
}
