import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { reals } from "../support/real";
import { Sandbox } from "../support/sandbox";

describe.each(reals)("matrices of $name turned round", ({ name, ArrayType }) => {
  const sandbox = new Sandbox("fft");
  const size = ArrayType.BYTES_PER_ELEMENT;

  test.each([["transpose", 1], ["transpose_pairs", 2]] as const)("%s moves every count of rows and columns, at any alignment, and nothing else", (kernel, parts) => {
    const dice = new Random(parts);
    for (let rows = 0; rows <= 9; rows++) {
      for (let columns = 0; columns <= 9; columns++) {
        sandbox.reset();
        const [width, height] = [columns + dice.integer(0, 2), rows + dice.integer(0, 2)];
        const x = ArrayType.from(dice.numbers(rows * width * parts));
        const y = new ArrayType(columns * height * parts).fill(7);
        const from = sandbox.input(x, dice.integer(0, 15));
        const to = sandbox.state(y, dice.integer(0, 15));
        sandbox.run(`${kernel}_${name}`, from, width * parts * size, to, height * parts * size, rows, columns);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) for (let part = 0; part < parts; part++) y[(j * height + i) * parts + part] = x[(i * width + j) * parts + part];
        }
        expect([...sandbox.read<Float32Array | Float64Array>(ArrayType, to, y.length)], `${rows} × ${columns}`).toEqual([...y]);
      }
    }
  });
});
