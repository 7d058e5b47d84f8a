import { array, convolve, signal } from "simdvolve";
import { number } from "../format.mjs";
import { card, cards, inLine, numberGrid, rowsOf } from "../grid.mjs";
import { figure, formula, heading, prose } from "../page.mjs";

export const id = "steps";
export const title = "Flip, slide, multiply, add";

const x = [1, 3, 2, 4, 1];
const h = [3, 2, 1];

const picture = [
  [1, 2, 0, 1, 3],
  [0, 1, 3, 2, 1],
  [2, 4, 1, 0, 2],
  [1, 0, 2, 3, 1],
  [3, 1, 1, 2, 0],
];
const kernel = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 0, 1],
];

export function write() {
  return [
    prose("The convolution of a signal <i>x</i> of N samples with a kernel <i>h</i> of K samples is one sum:"),
    formula("y[n] = Σ<sub>k</sub> h[k] · x[n − k]"),
    prose(
      `The minus sign flips the kernel: its first sample meets the newest sample of the signal, its second the one before. For each n, lay the flipped kernel below the signal with its last sample at n, multiply what stands above each other, and add. Where the kernel hangs over an end, the signal counts as zero.`,
    ),
    inOneDimension(),
    heading("The same in two dimensions"),
    formula("y[i, j] = Σ<sub>k</sub> Σ<sub>l</sub> h[k, l] · x[i − k, j − l]"),
    prose(
      "Now the kernel is flipped top to bottom and left to right, that is, turned by half a circle. It slides over the picture row by row; where it lies wholly inside, no zeros have to be assumed. These are the positions of mode <i>valid</i>.",
    ),
    firstPosition(),
    allPositions(),
  ].join("");
}

/** The whole of x * h, one card an output. */
function inOneDimension() {
  const y = convolve(x, h);
  const flipped = [...h].reverse();
  const margin = h.length - 1;
  const columns = x.length + 2 * margin;
  const sampleAt = (c) => x[c - margin] ?? 0;
  const isSample = (c) => c >= margin && c < margin + x.length;

  const flip = card(
    "Flip the kernel",
    inLine(
      numberGrid([h], { title: "h", tone: () => "kernel" }),
      "→",
      numberGrid([flipped], { title: "flipped", tone: () => "kernel" }),
    ),
  );
  const positions = Array.from(y, (sum, n) => {
    const covered = (c) => c >= n && c < n + h.length;
    const rows = [
      Array.from({ length: columns }, (_, c) => sampleAt(c)),
      Array.from({ length: columns }, (_, c) => (covered(c) ? flipped[c - n] : "")),
      Array.from({ length: columns }, (_, c) => (covered(c) ? flipped[c - n] * sampleAt(c) : "")),
    ];
    const tones = [
      (c) => (!isSample(c) ? "outside" : covered(c) ? "window" : ""),
      (c) => (covered(c) ? "kernel" : "off"),
      (c) => (covered(c) ? "window" : "off"),
    ];
    const products = rows[2].filter((product) => product !== "");
    const text = `<p>y[${n}] = ${products.map((p) => number(p)).join(" + ")} = <b>${number(sum)}</b></p>`;
    return card(`n = ${n}`, numberGrid(rows, { heads: ["x", "h", "·"], tone: (i, c) => tones[i](c) }) + text);
  });
  const result = card("Together", numberGrid([Array.from(y)], { title: "y = x * h", tone: () => "result" }));
  return figure(
    cards(flip, ...positions, result),
    `x = [${x.join(", ")}] with h = [${h.join(", ")}], every one of the N + K − 1 = ${y.length} positions of mode <i>full</i>. Dashed cells are zeros outside the signal.`,
  );
}

/** The first valid position of the 2-D convolution in full. */
function firstPosition() {
  const turned = kernel.map((row) => [...row].reverse()).reverse();
  const window = turned.map((row, i) => row.map((_, j) => picture[i][j]));
  const products = turned.map((row, i) => row.map((weight, j) => weight * window[i][j]));
  const sum = signal.convolve2d(array(picture), array(kernel), { mode: "valid" }).data[0];
  return figure(
    inLine(
      numberGrid(kernel, { title: "kernel h", tone: () => "kernel" }),
      "→",
      numberGrid(turned, { title: "turned by 180°", tone: () => "kernel" }),
      "⊙",
      numberGrid(window, { title: "window of x", tone: () => "window" }),
      "=",
      numberGrid(products, { title: "products", tone: () => "window" }),
      "Σ",
      numberGrid([[sum]], { title: "output", tone: () => "result" }),
    ),
    "One position in full: turn the kernel, multiply it cell by cell with the window that it covers, add the nine products.",
  );
}

/** Each valid position with the outputs known so far. */
function allPositions() {
  const y = rowsOf(signal.convolve2d(array(picture), array(kernel), { mode: "valid" }));
  const size = kernel.length;
  const positions = y.flatMap((row, i) =>
    row.map((_, j) => {
      const known = y.map((values, a) => values.map((value, b) => (a < i || (a === i && b <= j) ? value : "")));
      const inside = (a, b) => a >= i && a < i + size && b >= j && b < j + size;
      return card(
        `y[${i}, ${j}] = ${number(y[i][j])}`,
        inLine(
          numberGrid(picture, { tone: (a, b) => (inside(a, b) ? "window" : "") }),
          numberGrid(known, { tone: (a, b) => (a === i && b === j ? "result" : "") }),
        ),
      );
    }),
  );
  return figure(
    cards(...positions),
    "The nine positions at which the 3×3 kernel fits into the 5×5 picture, each with the outputs known so far.",
  );
}
